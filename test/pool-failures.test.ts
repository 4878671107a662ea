import { execFileSync } from "node:child_process";
import { afterEach, describe, expect, it, vi } from "vitest";
import { measureBreakEven } from "../src/threads/break-even.js";
import type { Host, HostWorker } from "../src/threads/host.js";
import { RING_SLOTS } from "../src/threads/job.js";
import { createPoolOn } from "../src/threads/pool.js";
import { createThreadedExecutor, startThreads } from "../src/threads/threaded-executor.js";
import { createPool } from "../src/threads.js";
import { BLOCK_LENGTH } from "../src/workspace.js";
import { functionsOn } from "./backends.js";
import { expectSameBits, normalFloats } from "./floats.js";
import { node, poolOfTest, windowLike } from "./pools.js";
import { withWebAssembly } from "./web-assembly.js";

const { elu } = functionsOn("wasm-simd");
const LONG = (RING_SLOTS + 2) * BLOCK_LENGTH;

/** Seconds: long enough for a worker to start on a busy machine, short enough to wait for one that does not. */
const PATIENCE = 2;

/** That host, where the workers of these numbers, or all of them, run a line of their own before their program. */
function sabotaged(host: Host, line: string, numbers?: readonly number[]): Host {
  let made = 0;
  return {
    ...host,
    secondsOfPatience: PATIENCE,
    spawn: (script, events) => host.spawn(numbers?.includes(made++) === false ? script : `${line};${script}`, events),
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
vi.setConfig({ testTimeout: 10 * PATIENCE * 1000 });

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe.each([
  { how: "exits", statement: "process.exit(7)", words: "Error: the thread ended with exit code 7" },
  { how: "throws", statement: "throw new RangeError('no more')", words: "RangeError: no more" },
  { how: "hangs", statement: FOREVER, words: `Error: nothing was heard of it for ${PATIENCE} s` },
])("a worker that $how over a call", ({ statement, words }) => {
  const settings = { threads: 1 };
  const host = sabotaged(windowLike, whenItHasAChunk(statement));

  it("rejects that call with its cause, and leaves those that wait to the threads that are left", async () => {
    const pool = await poolOfTest(host, settings);
    const resident = pool.alloc(LONG);
    const x = normalFloats(LONG);
    resident.set(x);
    const [lost, next, last] = await Promise.allSettled([pool.elu(resident), pool.elu(x), pool.elu(resident)]);
    expect(lost).toMatchObject({
      status: "rejected",
      reason: new Error(`a worker died while it computed this call (${words})`, { cause: expect.any(Error) }),
    });
    for (const result of [next, last]) {
      expect(result.status).toBe("fulfilled");
      if (result.status === "fulfilled") expectSameBits(result.value, elu(x));
    }
    expect([pool.threads, pool.reason]).toEqual([1, `a worker has died (${words})`]);
  });

  it("rejects a call on arrays from elsewhere, too", async () => {
    const pool = await poolOfTest(host, settings);
    await expect(pool.elu(normalFloats(LONG))).rejects.toThrow(words);
    expectSameBits(await pool.elu(normalFloats(LONG)), elu(normalFloats(LONG)));
  });

  it("does not take the others with it", async () => {
    const pool = await poolOfTest(sabotaged(windowLike, whenItHasAChunk(statement), [0]), { ...settings, threads: 3 });
    const x = normalFloats(LONG);
    // Whoever is quicker gets the chunks; sooner or later the sick one has one.
    let lost = 0;
    for (let k = 0; k < 1000 && lost === 0; k++) await pool.elu(x).catch(() => lost++);
    expect(lost).toBe(1);
    expect(pool.threads).toBe(2);
    for (let k = 0; k < 10; k++) expectSameBits(await pool.elu(x), elu(x));
  });

  it("does not keep the pool from closing", async () => {
    const pool = await poolOfTest(host, settings);
    const call = pool.elu(normalFloats(LONG));
    const closed = pool.close();
    await expect(call).rejects.toThrow(words);
    await closed;
  });
});

describe("a worker that dies while the pool measures when splitting pays", () => {
  it("does not keep the pool from opening", async () => {
    const host = sabotaged(windowLike, whenItHasAChunk("process.exit(7)"));
    const threads = await startThreads(host, false, 1, 1000);
    const pool = createPoolOn(createThreadedExecutor(threads, 1000, await measureBreakEven(threads)));
    expect([pool.threads, pool.reason]).toEqual([1, "a worker has died (Error: the thread ended with exit code 7)"]);
    expectSameBits(await pool.elu(normalFloats(LONG)), elu(normalFloats(LONG)));
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
    const x = normalFloats(LONG);
    expectSameBits(await pool.elu(x), elu(x));
    await workers[0].terminate();
    expect(pool.threads).toBe(2);
    expect(pool.reason).toBe("a worker has died (Error: the thread ended with exit code 1)");
    expectSameBits(await pool.elu(x), elu(x));
    void workers[1].terminate();
    expectSameBits(await pool.elu(x), elu(x));
    await workers[1].terminate();
    expect(pool.threads).toBe(1);
    expectSameBits(await pool.elu(x), elu(x));
  });
});

describe.each([
  {
    how: "never starts",
    line: FOREVER,
    words: `a worker did not start (Error: nothing was heard of it for ${PATIENCE} s)`,
  },
  { how: "throws at once", line: "throw new Error('not today')", words: "a worker did not start (Error: not today)" },
  {
    how: "ends at once",
    line: "process.exit(3)",
    words: "a worker did not start (Error: the thread ended with exit code 3)",
  },
  { how: "is no script", line: "((", words: expect.stringContaining("a worker did not start (SyntaxError: ") },
])("a worker that $how", ({ line, words }) => {
  it("leaves its work to the others", async () => {
    const pool = await poolOfTest(sabotaged(node, line, [1]), { threads: 3 });
    expect([pool.threads, pool.reason]).toEqual([2, words]);
    expectSameBits(await pool.elu(normalFloats(LONG)), elu(normalFloats(LONG)));
  });

  it("leaves the calling thread alone where there are no others", async () => {
    for (const host of [node, windowLike]) {
      const pool = await poolOfTest(sabotaged(host, line), { threads: 2 });
      expect([pool.threads, pool.reason]).toEqual([1, words]);
      expectSameBits(await pool.elu(normalFloats(LONG)), elu(normalFloats(LONG)));
    }
  });
});

describe("a host that makes no worker", () => {
  it("leaves the calling thread alone, with the reason", async () => {
    const refusing: Host = {
      ...node,
      spawn() {
        throw new TypeError("not here");
      },
    };
    const pool = await poolOfTest(refusing);
    expect([pool.threads, pool.reason]).toEqual([1, "a worker did not start (TypeError: not here)"]);
    expectSameBits(await pool.elu(normalFloats(LONG)), elu(normalFloats(LONG)));
  });
});

describe.each([
  {
    what: "a page that is not cross-origin isolated",
    take: () => vi.stubGlobal("crossOriginIsolated", false),
    reason: "this page is not cross-origin isolated",
  },
  {
    what: "an engine without SharedArrayBuffer",
    take: () => vi.stubGlobal("SharedArrayBuffer", undefined),
    reason: "this engine has no SharedArrayBuffer",
  },
  {
    what: "an engine without workers",
    take: () => vi.stubGlobal("process", { ...process, getBuiltinModule: undefined }),
    reason: "this engine has no workers",
  },
  {
    what: "an engine without WebAssembly",
    take: () => vi.stubGlobal("WebAssembly", undefined),
    reason: "this engine has no WebAssembly",
    backend: "js",
  },
  {
    what: "memory that cannot be shared",
    take: () =>
      withWebAssembly({
        Memory: function Memory({ shared, ...limits }: WebAssembly.MemoryDescriptor) {
          if (shared) throw new RangeError("could not allocate memory");
          return new realMemory(limits);
        },
      }),
    reason: "no shared WebAssembly memory can be had (RangeError: could not allocate memory)",
  },
  {
    what: "an engine that ignores that a memory is to be shared",
    take: () =>
      withWebAssembly({
        Memory: function Memory({ shared: _, ...limits }: WebAssembly.MemoryDescriptor) {
          return new realMemory(limits);
        },
      }),
    reason: "this engine has no shared WebAssembly memory",
  },
  {
    what: "a policy that forbids compiling",
    take: () =>
      withWebAssembly({
        Module: function Module() {
          throw new Error("forbidden");
        },
      }),
    reason: "this host forbids compiling WebAssembly (Error: forbidden)",
    backend: "js",
  },
])("in $what, a pool", ({ take, reason, backend = "wasm-simd" }) => {
  it("has one thread, says why, and computes the same", async () => {
    take();
    const pool = await createPool({ threads: 2, capacity: 1000 });
    expect([pool.threads, pool.reason]).toEqual([1, reason]);
    expect(pool.getBackend().name).toBe(backend);
    const x = pool.alloc(1000);
    x.set(normalFloats(1000));
    expectSameBits(await pool.elu(x), elu(x));
    await pool.close();
  });
});

describe("a pool without relaxed SIMD", () => {
  it("computes with the deterministic kernels, and says why", async () => {
    withWebAssembly({
      Module: function Module(bytes: Uint8Array<ArrayBuffer>) {
        // The relaxed builds are the smaller ones.
        if (bytes.length < 3000) throw new Error("unknown opcode");
        return new realModule(bytes);
      },
      validate: () => false,
    });
    const pool = await createPool({ threads: 2, capacity: 1000, relaxed: true });
    expect(pool.threads).toBe(2);
    expect(pool.getBackend()).toEqual({
      name: "wasm-simd",
      reason: "this engine has no WebAssembly relaxed SIMD (Error: unknown opcode)",
    });
    await pool.close();
  });
});

describe("a process", () => {
  /** What a program prints that has a pool open, and how it ends, within ten seconds. */
  function output(program: string): string {
    const source = `import { createPool } from "elu-simd/threads"; const pool = await createPool({ threads: 2 }); ${program}`;
    return execFileSync(process.execPath, ["--input-type=module", "--eval", source], {
      encoding: "utf8",
      timeout: 10_000,
    });
  }

  it("can end with a pool open", () => {
    expect(output("console.log(pool.threads)")).toBe("2\n");
  });

  it("does not end before the calls that it waits for", () => {
    expect(
      output(`
        const x = new Float32Array(3e6).fill(-1);
        const results = await Promise.all([pool.elu(x), pool.elu(x), pool.elu(x)]);
        console.log(results.every((y) => y.every((value) => value === results[0][0])), results[0][0])`),
    ).toBe("true -0.6321205496788025\n");
  });
});

const { Memory: realMemory, Module: realModule } = WebAssembly;
