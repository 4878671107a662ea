import { afterEach, describe, expect, it, vi } from "vitest";
import { createPool, type Pool } from "../src/threads.js";
import { node } from "./support/pools.js";
import { replaceKernels } from "./support/web-assembly.js";

afterEach(() => vi.unstubAllGlobals());

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

  it("takes as many as the option says", async () => {
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

  it("counts workers where the calling thread does not compute, and hands over calls from 2^15 floats on", async () => {
    for (const threads of [1, 2]) {
      await withPool({ threads, callerComputes: false }, (pool) => {
        expect([pool.threads, pool.reason, pool.parallelFrom]).toEqual([threads, undefined, 2 ** 15]);
      });
    }
  });

  it("computes nothing on a calling thread that does not compute", async () => {
    let computed = 0;
    replaceKernels((real) => ({
      ...real,
      forward(...numbers) {
        computed++;
        real.forward(...numbers);
      },
    }));
    const pool = await createPool({ threads: 2, callerComputes: false });
    await pool.elu(Float32Array.of(1));
    const before = computed;
    // In place, with copies, and overlapping.
    const x = pool.alloc(2 ** 15 + 1);
    const [input, out] = [x.subarray(1), x.subarray(0, -1)];
    await Promise.all([pool.elu(input, { out: input }), pool.elu(input.slice()), pool.elu(input, { out })]);
    expect(computed).toBe(before);
    await pool.elu(input.subarray(1));
    expect(computed).toBeGreaterThan(before);
    await pool.close();
  });

  it.each([
    [{ exact: true }, "wasm-exact-simd"],
    [{ relaxed: true }, "wasm-relaxed-simd"],
  ])("computes by %o on %s", async (options, name) => {
    await withPool({ threads: 2, ...options }, (pool) => {
      expect(pool.getBackend()).toEqual({ name, reason: undefined });
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
    [{ exact: "yes" }, TypeError, 'exact must be true or false, got the string "yes"'],
    [{ callerComputes: 0 }, TypeError, "callerComputes must be true or false, got 0"],
    [{ relaxed: true, exact: true }, TypeError, "relaxed must be false where exact is true, got true"],
    [{ thread: 2 }, TypeError, expect.stringMatching(/options are threads, capacity, .*, got thread$/)],
    [{ capacity: 2 ** 40 }, RangeError, `no memory for an arena of ${2 ** 40} floats`],
  ])("rejects %o", async (options, type, words) => {
    const thrown = await createPool(options as never).catch((error: Error) => error);
    expect(thrown).toBeInstanceOf(type);
    expect((thrown as Error).message).toEqual(typeof words === "string" ? `createPool: ${words}` : words);
  });
});
