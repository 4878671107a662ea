import { describe, expect, it, onTestFinished } from "vitest";
import { measureBreakEven } from "../src/threads/break-even.js";
import type { Host, HostWorker } from "../src/threads/host.js";
import type { Threads } from "../src/threads/parallel.js";
import { assertSameBits } from "./contract/assert.js";
import { normalFloats } from "./contract/inputs.js";
import { MANY_CHUNKS } from "./contract/pools.js";
import { functionsOn } from "./support/backends.js";
import { openPool } from "./support/open-pool.js";
import { node, poolOfTest, windowLike } from "./support/pools.js";

const { elu } = functionsOn("wasm-simd");
const x = normalFloats(MANY_CHUNKS);

/** Seconds: enough for a worker to start on a busy machine, and a short wait for a worker that sends nothing. */
const TIMEOUT = 3;

/** The host with broken workers, all or those of `numbers`: they run the statement `fault` first, or spawn throws. */
function sabotaged(host: Host, fault: string | Error, numbers?: readonly number[]): Host {
  let made = 0;
  return {
    ...host,
    spawn: (script, events) => {
      if (numbers?.includes(made++) === false) return host.spawn(script, events);
      if (fault instanceof Error) throw fault;
      return host.spawn(`${fault};${script}`, events);
    },
  };
}

/** Runs `statement` after a worker has claimed a chunk, and before it computes the chunk. */
function afterClaim(statement: string): string {
  return `const claim = Atomics.compareExchange; Atomics.compareExchange = (words, at, from, to) => {
    const was = claim(words, at, from, to);
    if (was === from) { ${statement} }
    return was;
  }`;
}

const FOREVER = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)";

describe.each([
  { how: "exits", statement: "process.exit(7)", words: "Error: the thread ended with exit code 7" },
  { how: "throws", statement: "throw new RangeError('no more')", words: "RangeError: no more" },
  { how: "hangs", statement: FOREVER, words: `Error: no message for ${TIMEOUT} s`, timeoutSeconds: TIMEOUT },
])("a worker that $how during a call", ({ statement, words, timeoutSeconds = node.timeoutSeconds }) => {
  const settings = { threads: 1 };
  const window = { ...windowLike, timeoutSeconds };
  const host = sabotaged(window, afterClaim(statement));

  it("rejects the call with the cause, and leaves queued calls to the remaining threads", async () => {
    const pool = await poolOfTest(host, settings);
    const pooled = pool.alloc(MANY_CHUNKS);
    pooled.set(x);
    const [lost, next, last] = await Promise.allSettled([pool.elu(pooled), pool.elu(x), pool.elu(pooled)]);
    expect(lost).toMatchObject({
      status: "rejected",
      reason: new Error(`a worker died while it computed this call (${words})`, { cause: expect.any(Error) }),
    });
    for (const result of [next, last]) {
      expect(result.status).toBe("fulfilled");
      if (result.status === "fulfilled") assertSameBits(result.value, elu(x));
    }
    expect([pool.threads, pool.reason]).toEqual([1, `a worker has died (${words})`]);
  });

  it("rejects one call on arrays outside of the pool's memory, and no other call", async () => {
    const pool = await poolOfTest(sabotaged(window, afterClaim(statement), [0]), { ...settings, threads: 3 });
    // Workers compete for chunks. Sooner or later, the broken worker claims one.
    let lost = 0;
    for (let k = 0; k < 1000 && lost === 0; k++) await pool.elu(x).catch(() => lost++);
    expect(lost).toBe(1);
    expect(pool.threads).toBe(2);
    for (let k = 0; k < 10; k++) assertSameBits(await pool.elu(x), elu(x));
  });

  it("lets the pool close", async () => {
    const pool = await poolOfTest(host, settings);
    const call = pool.elu(x);
    const closed = pool.close();
    await expect(call).rejects.toThrow(words);
    await closed;
  });
});

describe("a worker that dies when it wakes, before it claims a chunk", () => {
  it("leaves the call to another worker at once", async () => {
    const dying = "const { wait } = Atomics; Atomics.wait = (...on) => wait(...on) === 'ok' && process.exit(7)";
    // At this length, a call wakes one worker. Sooner or later, it is the dying one.
    const pool = await poolOfTest(sabotaged(windowLike, dying, [0]), { threads: 3, parallelFrom: MANY_CHUNKS });
    // In the memory of the pool, all chunks are published at once, and no worker is woken a second time.
    const [pooled, out] = [pool.alloc(MANY_CHUNKS), pool.alloc(MANY_CHUNKS)];
    pooled.set(x);
    for (let k = 0; k < 1000 && pool.threads === 3; k++) {
      // Waits until the workers sleep.
      await new Promise((resolve) => setTimeout(resolve, 5));
      assertSameBits(await pool.elu(pooled, { out }), elu(x));
    }
    expect([pool.threads, pool.reason]).toEqual([2, "a worker has died (Error: the thread ended with exit code 7)"]);
    assertSameBits(await pool.elu(pooled, { out }), elu(x));
  });
});

describe("a worker that the pool gives up, and that runs on for a while, as in browsers", () => {
  it("computes no part of any call", async () => {
    // The call takes milliseconds, so that the late worker has time to claim a chunk.
    const x = normalFloats(2 ** 22);
    const { length } = x;
    const expected = elu(x);
    // The worker that the call wakes never claims a chunk. The second wake-up comes when both workers are given up, and
    // wakes the other one.
    const line = `const { wait } = Atomics;
      const sleep = (ms) => wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
      Atomics.wait = (wakeUps, at, seen) => {
        wait(wakeUps, at, seen);
        if (wakeUps[at] === 1) sleep();
      };
      ${afterClaim("sleep(500)")}`;
    const host = sabotaged({ ...windowLike, timeoutSeconds: TIMEOUT }, line);
    const lenient: Host = {
      ...host,
      spawn: (script, events) => {
        let isTerminated = false;
        const onMessage = () => isTerminated || events.onMessage();
        const worker = host.spawn(script, { ...events, onMessage });
        onTestFinished(() => void worker.terminate());
        return {
          postMessage: (value) => worker.postMessage(value),
          ref: () => worker.ref(),
          unref: () => worker.unref(),
          terminate: async () => {
            isTerminated = true;
          },
        };
      },
    };
    // In the memory of the pool, no worker is woken a second time.
    const pool = await poolOfTest(lenient, { threads: 2, capacity: 2 * length, parallelFrom: length });
    const [pooled, out] = [pool.alloc(length), pool.alloc(length)];
    pooled.set(x);
    // Waits until the workers sleep.
    await new Promise((resolve) => setTimeout(resolve, 100));
    assertSameBits(await pool.elu(pooled, { out }), expected);
    expect([pool.threads, pool.reason]).toEqual([1, `a worker has died (Error: no message for ${TIMEOUT} s)`]);
  });
});

describe("a worker's message that the host loses, as browsers may in the back-forward cache", () => {
  it("lets the call end, and the worker compute the next call", async () => {
    let losing = false;
    const lossy: Host = {
      ...windowLike,
      timeoutSeconds: TIMEOUT,
      spawn: (script, events) => windowLike.spawn(script, { ...events, onMessage: () => losing || events.onMessage() }),
    };
    const pool = await poolOfTest(lossy, { threads: 1 });
    const pooled = pool.alloc(MANY_CHUNKS);
    pooled.set(x);
    losing = true;
    assertSameBits(await pool.elu(pooled), elu(x));
    losing = false;
    assertSameBits(await pool.elu(pooled), elu(x));
    expect([pool.threads, pool.reason]).toEqual([1, undefined]);
  });
});

describe("a worker that dies while the pool measures its break-even length", () => {
  it("lets the pool open", async () => {
    const host = sabotaged(node, afterClaim("process.exit(7)"));
    const measure = async (threads: Threads) => {
      let breakEven: number;
      // On a busy machine the worker may wake too late to take part in a measurement.
      do breakEven = await measureBreakEven(threads);
      while (threads.workers.size > 0);
      return breakEven;
    };
    const pool = await openPool(host, { threads: 2, capacity: 1000 }, measure);
    expect([pool.threads, pool.reason]).toEqual([1, "a worker has died (Error: the thread ended with exit code 7)"]);
    assertSameBits(await pool.elu(x), elu(normalFloats(MANY_CHUNKS)));
    await pool.close();
  });
});

describe("an idle worker that dies", () => {
  it("reduces the threads, and no call fails", async () => {
    const workers: HostWorker[] = [];
    const watched: Host = {
      ...node,
      spawn: (script, events) => {
        workers.push(node.spawn(script, events));
        return workers[workers.length - 1];
      },
    };
    const pool = await poolOfTest(watched, { threads: 3 });
    assertSameBits(await pool.elu(x), elu(x));
    await workers[0].terminate();
    expect(pool.threads).toBe(2);
    expect(pool.reason).toBe("a worker has died (Error: the thread ended with exit code 1)");
    assertSameBits(await pool.elu(x), elu(x));
    void workers[1].terminate();
    assertSameBits(await pool.elu(x), elu(x));
    await workers[1].terminate();
    expect(pool.threads).toBe(1);
    assertSameBits(await pool.elu(x), elu(x));
  });
});

describe.each([
  { how: "never starts", fault: FOREVER, words: `Error: no message for ${TIMEOUT} s`, timeoutSeconds: TIMEOUT },
  { how: "throws at once", fault: "throw new Error('not today')", words: "Error: not today" },
  { how: "ends at once", fault: "process.exit(3)", words: "Error: the thread ended with exit code 3" },
  { how: "has a syntax error", fault: "((", words: "SyntaxError: Unexpected token ';'" },
  { how: "is refused by its host", fault: new TypeError("not here"), words: "TypeError: not here" },
])("a worker that $how", ({ fault, words, timeoutSeconds = node.timeoutSeconds }) => {
  const reason = `a worker did not start (${words})`;
  const hosts = [node, windowLike].map((host) => ({ ...host, timeoutSeconds }));

  it("leaves its work to the other threads", async () => {
    const pool = await poolOfTest(sabotaged(hosts[0], fault, [1]), { threads: 3 });
    expect([pool.threads, pool.reason]).toEqual([2, reason]);
    assertSameBits(await pool.elu(x), elu(x));
  });

  it("leaves its work to the calling thread if there are no other workers", async () => {
    for (const pool of await Promise.all(hosts.map((host) => poolOfTest(sabotaged(host, fault), { threads: 2 })))) {
      expect([pool.threads, pool.reason]).toEqual([1, reason]);
      assertSameBits(await pool.elu(x), elu(x));
    }
  });
});

describe("a calling thread that is blocked longer than the timeout", () => {
  it("keeps workers that start meanwhile", async () => {
    const opening = poolOfTest({ ...node, timeoutSeconds: TIMEOUT }, { threads: 3 });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, TIMEOUT * 1000 + 200);
    const { threads, reason } = await opening;
    expect([threads, reason]).toEqual([3, undefined]);
  });
});
