import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { Elu } from "../src/index.js";
import { RING_SLOTS } from "../src/threads/job.js";
import { createPool, type Pool } from "../src/threads.js";
import { BLOCK_LENGTH } from "../src/workspace.js";
import { functionsOn } from "./backends.js";
import { expectSameBits, normalFloats } from "./floats.js";
import { type Operation, operations } from "./operations.js";
import { node, poolKinds, poolOfTest } from "./pools.js";

/** Within a cache line, around one, and with more chunks than fit into the ring. */
const LENGTHS = [0, 1, 3, 4, 5, 15, 16, 17, 61, BLOCK_LENGTH + 3, (RING_SLOTS + 2) * BLOCK_LENGTH + 7];
const LONG = LENGTHS[LENGTHS.length - 1];

/** Runs one suite of promises for every kind of pool and every function, all functions of a kind on one pool. */
function onEveryPool(suite: (operation: Operation, functions: Elu, opened: () => Pool) => void): void {
  describe.each(poolKinds)("$title", ({ open, functions }) => {
    let pool: Pool;
    beforeAll(async () => {
      pool = await open();
    });
    beforeEach(() => pool.reset());
    afterAll(() => pool.close());
    for (const operation of operations) describe(operation.title, () => suite(operation, functions, () => pool));
  });
}

function inputsOf(arity: number, length: number): Float32Array[] {
  return Array.from({ length: arity }, (_, k) => normalFloats(length, k + 1));
}

onEveryPool(({ arity, run }, functions, opened) => {
  it("gives the bits of one thread for any operand in the pool's memory or outside", async () => {
    const pool = opened();
    for (const length of LENGTHS) {
      const inputs = inputsOf(arity, length);
      const expected = run(functions, inputs);
      // Each bit says whether an operand lies in the pool's memory; the last one is out.
      for (let inside = 0; inside < 2 ** (arity + 1); inside++) {
        pool.reset();
        const place = (array: Float32Array, k: number) => {
          if (!(inside & (1 << k))) return array.slice();
          const copy = pool.alloc(length);
          copy.set(array);
          return copy;
        };
        const out = place(new Float32Array(length), arity);
        expect(await run(pool, inputs.map(place), out)).toBe(out);
        expectSameBits(out, expected, `length ${length}, inside ${inside.toString(2)}:`);
      }
    }
  });

  it("gives a new array where no out is given", async () => {
    const pool = opened();
    const inputs = inputsOf(arity, 1000);
    expectSameBits(await run(pool, inputs), run(functions, inputs));
  });

  it("computes in place", async () => {
    const pool = opened();
    for (const where of ["inside", "outside"]) {
      const inputs = inputsOf(arity, LONG).map((input) => {
        if (where === "outside") return input;
        const copy = pool.alloc(LONG);
        copy.set(input);
        return copy;
      });
      const expected = run(functions, inputs);
      await run(pool, inputs, inputs[arity - 1]);
      expectSameBits(inputs[arity - 1], expected, where);
    }
  });

  it("leaves the neighbours of subarrays at any offset as they were", async () => {
    const pool = opened();
    for (const length of [1, 5, 40, BLOCK_LENGTH + 5]) {
      for (const offset of [0, 1, 3, 15, 16]) {
        pool.reset();
        const inputs = inputsOf(arity, length);
        const size = length + 40;
        const memory = pool.alloc(3 * size).fill(12345);
        const windows = Array.from({ length: arity + 1 }, (_, k) => {
          const start = size * k + offset;
          return memory.subarray(start, start + length);
        });
        for (const [k, input] of inputs.entries()) windows[k].set(input);
        const expected = memory.slice();
        expected.set(run(functions, inputs), size * arity + offset);
        await run(pool, windows.slice(0, arity), windows[arity]);
        expectSameBits(memory, expected, `length ${length}, offset ${offset}:`);
      }
    }
  });

  it("gives for any overlap what copying the inputs first would give", async () => {
    const pool = opened();
    const length = BLOCK_LENGTH + 6;
    for (const shift of [1, 4, 100]) {
      for (const starts of arity === 1
        ? [[0], [2 * shift]]
        : [
            [0, 2 * shift],
            [2 * shift, shift],
          ]) {
        const size = length + 2 * shift;
        for (const memory of [
          pool.alloc(size),
          new Float32Array(size),
          new Float32Array(new SharedArrayBuffer(4 * size)),
        ]) {
          memory.set(normalFloats(size));
          const inputs = starts.map((start) => memory.subarray(start, start + length));
          const expected = run(
            functions,
            inputs.map((input) => input.slice()),
          );
          const out = memory.subarray(shift, shift + length);
          await run(pool, inputs, out);
          expectSameBits(out, expected, `shift ${shift}, inputs at ${starts}:`);
        }
      }
    }
  });
});

describe.each(poolKinds)("a pool of $title", ({ open, functions }) => {
  it("computes calls in flight in their order, each on what those before it gave", async () => {
    const pool = await open();
    onTestFinished(() => pool.close());
    const size = 3 * BLOCK_LENGTH;
    const anyCall = fc.record({
      operation: fc.constantFrom(...operations),
      length: fc.oneof(fc.nat({ max: size }), fc.nat({ max: 40 })),
      starts: fc.array(fc.nat({ max: size }), { minLength: 3, maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyCall, { minLength: 1, maxLength: 12 }), fc.boolean(), async (calls, inside) => {
        pool.reset();
        const actual = inside ? pool.alloc(size) : new Float32Array(size);
        actual.set(normalFloats(size));
        const expected = actual.slice();
        const promises = calls.map(({ operation: { arity, run }, length, starts }) => {
          const windowsOn = (memory: Float32Array) =>
            starts.map((start) => memory.subarray(Math.min(start, size - length)).subarray(0, length));
          const [first, second, out] = windowsOn(expected);
          run(functions, [first, second].slice(0, arity), out);
          const [x, y, to] = windowsOn(actual);
          return run(pool, [x, y].slice(0, arity), to);
        });
        await Promise.all(promises);
        expectSameBits(actual, expected);
      }),
      { numRuns: 60 },
    );
  });

  it("gives fixed arrays of its memory, all 0, at multiples of 16 bytes, and takes all back", async () => {
    const pool = await open();
    onTestFinished(() => pool.close());
    expect([pool.capacity, pool.used]).toEqual([2 ** 20, 0]);
    const first = pool.alloc(5);
    const second = pool.alloc(7);
    expect(first).toEqual(new Float32Array(5));
    expect([first.byteOffset % 16, second.byteOffset % 16]).toEqual([0, 0]);
    expect(pool.used).toBe(15);
    expect(() => pool.alloc(2 ** 20)).toThrow(
      new RangeError(`alloc: length must be at most what is left, ${2 ** 20 - 16} floats, got ${2 ** 20}`),
    );
    pool.reset();
    const all = pool.alloc(2 ** 20);
    expect(all.every((x) => x === 0)).toBe(true);
    await pool.elu(all.fill(-1), { out: all });
    expect(new Set(all)).toEqual(new Set(functions.elu(Float32Array.of(-1))));
  });

  it("rejects with what the functions throw, and has written nothing", async () => {
    const pool = await open();
    onTestFinished(() => pool.close());
    const x = new Float32Array(3).fill(-1);
    const out = new Float32Array(3);
    const wrong = [
      () => pool.elu([1] as never),
      () => pool.elu(x, { alpha: Number.NaN, out }),
      () => pool.celu(x, { alpha: 0, out }),
      () => pool.eluBackward(x, new Float32Array(2), { out }),
      () => pool.eluBackward(x, x, { from: "output", alpha: -1, out }),
      () => pool.selu(x, 2 as never),
    ];
    const sync = [
      () => functions.elu([1] as never),
      () => functions.elu(x, { alpha: Number.NaN, out }),
      () => functions.celu(x, { alpha: 0, out }),
      () => functions.eluBackward(x, new Float32Array(2), { out }),
      () => functions.eluBackward(x, x, { from: "output", alpha: -1, out }),
      () => functions.selu(x, 2 as never),
    ];
    for (const [k, call] of wrong.entries()) {
      const thrown = await call().catch((error: unknown) => error);
      expect(sync[k]).toThrow(thrown as Error);
      expect(thrown).toBeInstanceOf(Error);
    }
    expect(out).toEqual(new Float32Array(3));
  });

  it("computes on after a call that failed", async () => {
    const pool = await open();
    onTestFinished(() => pool.close());
    const taken = normalFloats(LONG);
    const results = Promise.allSettled([pool.elu(normalFloats(LONG)), pool.elu(taken), pool.elu(normalFloats(LONG))]);
    structuredClone(taken, { transfer: [taken.buffer] });
    const [before, detached, after] = await results;
    expect(before.status).toBe("fulfilled");
    expect(detached).toMatchObject({ status: "rejected", reason: expect.any(TypeError) });
    expect(after.status).toBe("fulfilled");
  });

  it("closes after the calls that were made, once and for all", async () => {
    const pool = await open();
    onTestFinished(() => pool.close());
    const x = normalFloats(LONG);
    const running = [pool.elu(x), pool.elu(x)];
    const closed = pool.close();
    expect(pool.close()).toBe(closed);
    const late = pool.elu(x);
    await expect(late).rejects.toThrow(new Error("the pool is closed"));
    for (const result of running) expectSameBits(await result, functions.elu(x));
    await closed;
    await expect(pool.elu(x)).rejects.toThrow(new Error("the pool is closed"));
    expect(() => pool.alloc(1)).toThrow(new Error("the pool is closed"));
    await pool.close();
    await pool[Symbol.asyncDispose]();
  });
});

describe("two pools at once", () => {
  it("compute on their own, each other's arrays, too", async () => {
    const pools = await Promise.all([poolOfTest(node), poolOfTest(node)]);
    const x = pools[0].alloc(LONG);
    x.set(normalFloats(LONG));
    const out = pools[1].alloc(LONG);
    const expected = functionsOn("wasm-simd").elu(x);
    const results = await Promise.all([pools[0].elu(x, { out }), pools[1].elu(x), pools[0].elu(x)]);
    for (const result of results) expectSameBits(result, expected);
  });
});

describe("createPool", () => {
  async function withPool(options: Parameters<typeof createPool>[0], look: (pool: Pool) => void): Promise<void> {
    const pool = await createPool(options);
    look(pool);
    await pool.close();
  }

  it("takes as many threads as the machine runs at once, and 2^24 floats", async () => {
    await withPool(undefined, (pool) => {
      expect(pool.threads).toBe(node.parallelism);
      expect(pool.reason).toBeUndefined();
      expect(pool.capacity).toBe(2 ** 24);
      expect(pool.getBackend()).toEqual({ name: "wasm-simd", reason: undefined });
    });
  });

  it("takes as many as it is told", async () => {
    await withPool({ threads: 3, capacity: 10 }, (pool) => {
      expect([pool.threads, pool.reason, pool.capacity]).toEqual([3, undefined, 10]);
    });
  });

  it("is one thread, without a reason, where one is asked for", async () => {
    await withPool({ threads: 1 }, (pool) => {
      expect([pool.threads, pool.reason, pool.parallelFrom]).toEqual([1, undefined, Number.POSITIVE_INFINITY]);
    });
  });

  it("measures from which length on threads pay", async () => {
    await withPool({ threads: 2, capacity: 0 }, (pool) => {
      expect(Math.log2(pool.parallelFrom)).toBeOneOf([12, 13, 14, 15, 16, 17, 18, 19]);
    });
  });

  it("leaves the memory that it measured with as it was: all 0", async () => {
    await withPool({ threads: 2 }, (pool) => {
      expect(pool.alloc(2 ** 20).every((x) => Object.is(x, 0))).toBe(true);
    });
  });

  it("computes with relaxed SIMD where that is asked for", async () => {
    await withPool({ threads: 2, relaxed: true }, (pool) => {
      expect(pool.getBackend()).toEqual({ name: "wasm-relaxed-simd", reason: undefined });
    });
  });

  it.each([
    [5, TypeError, "options must be an object such as { threads: 2 }, got 5"],
    [{ threads: "2" }, TypeError, 'threads must be a number, got the string "2"'],
    [{ threads: 0 }, RangeError, "threads must be a whole number from 1 up, got 0"],
    [{ threads: 1.5 }, RangeError, "threads must be a whole number from 1 up, got 1.5"],
    [{ capacity: -1 }, RangeError, "capacity must be a whole number of floats from 0 up, got -1"],
    [{ capacity: null }, TypeError, "capacity must be a number, got null"],
    [{ relaxed: 1 }, TypeError, "relaxed must be true or false, got 1"],
    [{ capacity: 2 ** 40 }, RangeError, `no memory for an arena of ${2 ** 40} floats`],
  ])("rejects %o", async (options, type, words) => {
    const thrown = await createPool(options as never).catch((error: Error) => error);
    expect(thrown).toBeInstanceOf(type);
    expect((thrown as Error).message).toBe(`createPool: ${words}`);
  });
});

describe("short calls", () => {
  it("never reach the workers", async () => {
    const pool = await poolOfTest(node, { parallelFrom: 1000 });
    const wake = vi.spyOn(Atomics, "notify");
    const arrays = [pool.alloc(999), new Float32Array(999)];
    for (const x of arrays) await pool.elu(x, { out: x });
    expect(wake).not.toHaveBeenCalled();
    await pool.elu(pool.alloc(1000));
    expect(wake).toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});
