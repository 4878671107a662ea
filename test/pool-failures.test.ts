import { describe, expect, it, onTestFinished, vi } from "vitest";
import { measureBreakEven } from "../src/threads/break-even.js";
import type { Host, HostWorker } from "../src/threads/host.js";
import { assertSameBits } from "./contract/assert.js";
import { normalFloats } from "./contract/inputs.js";
import { MANY_CHUNKS } from "./contract/pools.js";
import { functionsOn } from "./support/backends.js";
import { openPool } from "./support/open-pool.js";
import { node, poolOfTest, windowLike } from "./support/pools.js";

const { elu } = functionsOn("wasm-simd");
const x = normalFloats(MANY_CHUNKS);

/** Seconds: long enough for a worker to start on a busy machine, short enough to wait for one that does not. */
const TIMEOUT = 2;

/** That host, where the workers of these numbers, or all of them, run a line before their program, or are refused with an error. */
function sabotaged(host: Host, what: string | Error, numbers?: readonly number[]): Host {
  let made = 0;
  return {
    ...host,
    timeoutSeconds: TIMEOUT,
    spawn: (script, events) => {
      if (numbers?.includes(made++) === false) return host.spawn(script, events);
      if (what instanceof Error) throw what;
      return host.spawn(`${what};${script}`, events);
    },
  };
}

/** Runs as soon as a worker has claimed a chunk, and before it computes it. */
function whenItHasAChunk(statement: string): string {
  return `const claim = Atomics.compareExchange; Atomics.compareExchange = (words, at, from, to) => {
    const was = claim(words, at, from, to);
    if (was === from) { ${statement} }
    return was;
  }`;
}

const FOREVER = "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)";

// Some wait for two workers that never start.
vi.setConfig({ testTimeout: 10 * TIMEOUT * 1000 });

describe.each([
  { how: "exits", statement: "process.exit(7)", words: "Error: the thread ended with exit code 7" },
  { how: "throws", statement: "throw new RangeError('no more')", words: "RangeError: no more" },
  { how: "hangs", statement: FOREVER, words: `Error: no message for ${TIMEOUT} s` },
])("a worker that $how over a call", ({ statement, words }) => {
  const settings = { threads: 1 };
  const host = sabotaged(windowLike, whenItHasAChunk(statement));

  it("rejects that call with its cause, and leaves those that wait to the threads that are left", async () => {
    const pool = await poolOfTest(host, settings);
    const resident = pool.alloc(MANY_CHUNKS);
    resident.set(x);
    const [lost, next, last] = await Promise.allSettled([pool.elu(resident), pool.elu(x), pool.elu(resident)]);
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

  it("rejects one call on arrays from elsewhere, and does not take the others with it", async () => {
    const pool = await poolOfTest(sabotaged(windowLike, whenItHasAChunk(statement), [0]), { ...settings, threads: 3 });
    // The quicker worker gets the chunks; sooner or later the broken one has one.
    let lost = 0;
    for (let k = 0; k < 1000 && lost === 0; k++) await pool.elu(x).catch(() => lost++);
    expect(lost).toBe(1);
    expect(pool.threads).toBe(2);
    for (let k = 0; k < 10; k++) assertSameBits(await pool.elu(x), elu(x));
  });

  it("does not keep the pool from closing", async () => {
    const pool = await poolOfTest(host, settings);
    const call = pool.elu(x);
    const closed = pool.close();
    await expect(call).rejects.toThrow(words);
    await closed;
  });
});

describe("a worker that dies when it is woken, before it comes for the call", () => {
  it("leaves the call to another one, at once", async () => {
    const dying = "const { wait } = Atomics; Atomics.wait = (...on) => wait(...on) === 'ok' && process.exit(7)";
    // Long enough for one worker to be woken, and too short for more: sooner or later the dying one is.
    const pool = await poolOfTest(sabotaged(windowLike, dying, [0]), { threads: 3, parallelFrom: MANY_CHUNKS });
    // In the memory of the pool, all chunks are there at once, and nobody is woken a second time.
    const [resident, out] = [pool.alloc(MANY_CHUNKS), pool.alloc(MANY_CHUNKS)];
    resident.set(x);
    for (let k = 0; k < 1000 && pool.threads === 3; k++) {
      // Workers sleep by then.
      await new Promise((resolve) => setTimeout(resolve, 5));
      assertSameBits(await pool.elu(resident, { out }), elu(x));
    }
    expect([pool.threads, pool.reason]).toEqual([2, "a worker has died (Error: the thread ended with exit code 7)"]);
    assertSameBits(await pool.elu(resident, { out }), elu(x));
  });
});

describe("a worker that is given up, and that its host lets run on for a while, as browsers do", () => {
  it("computes nothing of any call", async () => {
    // Milliseconds long, so that there is time to come.
    const x = normalFloats(2 ** 22);
    const { length } = x;
    const expected = elu(x);
    // The worker that is woken for the call never comes. The other one hears of it when both are given up.
    const line = `const { wait } = Atomics;
      const sleep = (ms) => wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
      Atomics.wait = (...on) => wait(...on) === "ok" && Date.now() < ${Date.now() + 500 * TIMEOUT} && sleep();
      ${whenItHasAChunk("sleep(500)")}`;
    const host = sabotaged(windowLike, line);
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
    // In its memory, where nobody is woken a second time.
    const pool = await poolOfTest(lenient, { threads: 2, capacity: 2 * length, parallelFrom: length });
    const [resident, out] = [pool.alloc(length), pool.alloc(length)];
    resident.set(x);
    // Workers sleep by then.
    await new Promise((resolve) => setTimeout(resolve, 100));
    assertSameBits(await pool.elu(resident, { out }), expected);
    expect([pool.threads, pool.reason]).toEqual([1, `a worker has died (Error: no message for ${TIMEOUT} s)`]);
  });
});

describe("a message of a worker that the host loses, as a browser may for a page that it keeps for going back", () => {
  it("does not keep the call from ending, nor the worker from the next one", async () => {
    let losing = false;
    const lossy: Host = {
      ...windowLike,
      timeoutSeconds: TIMEOUT,
      spawn: (script, events) => windowLike.spawn(script, { ...events, onMessage: () => losing || events.onMessage() }),
    };
    const pool = await poolOfTest(lossy, { threads: 1 });
    const resident = pool.alloc(MANY_CHUNKS);
    resident.set(x);
    losing = true;
    assertSameBits(await pool.elu(resident), elu(x));
    losing = false;
    assertSameBits(await pool.elu(resident), elu(x));
    expect([pool.threads, pool.reason]).toEqual([1, undefined]);
  });
});

describe("a worker that dies while the pool measures when splitting pays", () => {
  it("does not keep the pool from opening", async () => {
    const host = sabotaged(node, whenItHasAChunk("process.exit(7)"));
    const pool = await openPool(host, { threads: 2, capacity: 1000 }, measureBreakEven);
    expect([pool.threads, pool.reason]).toEqual([1, "a worker has died (Error: the thread ended with exit code 7)"]);
    assertSameBits(await pool.elu(x), elu(normalFloats(MANY_CHUNKS)));
    await pool.close();
  });
});

describe("a worker that dies with nothing to do", () => {
  it("is missing afterwards, and no call fails", async () => {
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
  { how: "never starts", what: FOREVER, words: `Error: no message for ${TIMEOUT} s` },
  { how: "throws at once", what: "throw new Error('not today')", words: "Error: not today" },
  { how: "ends at once", what: "process.exit(3)", words: "Error: the thread ended with exit code 3" },
  { how: "is no script", what: "((", words: "SyntaxError: Unexpected token ';'" },
  { how: "is refused by its host", what: new TypeError("not here"), words: "TypeError: not here" },
])("a worker that $how", ({ what, words }) => {
  const reason = `a worker did not start (${words})`;

  it("leaves its work to the others", async () => {
    const pool = await poolOfTest(sabotaged(node, what, [1]), { threads: 3 });
    expect([pool.threads, pool.reason]).toEqual([2, reason]);
    assertSameBits(await pool.elu(x), elu(x));
  });

  it("leaves the calling thread alone where there are no others", async () => {
    const hosts = [node, windowLike];
    for (const pool of await Promise.all(hosts.map((host) => poolOfTest(sabotaged(host, what), { threads: 2 })))) {
      expect([pool.threads, pool.reason]).toEqual([1, reason]);
      assertSameBits(await pool.elu(x), elu(x));
    }
  });
});

describe("a calling thread that is blocked for longer than the timeout", () => {
  it("does not take workers for dead that start meanwhile", async () => {
    const opening = poolOfTest({ ...node, timeoutSeconds: TIMEOUT }, { threads: 3 });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, TIMEOUT * 1000 + 200);
    const { threads, reason } = await opening;
    expect([threads, reason]).toEqual([3, undefined]);
  });
});
