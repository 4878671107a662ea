import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { BackendName } from "../src/index.js";
import { createPool, type Pool, type PoolOptions } from "../src/threads.js";
import { node } from "./support/pools.js";
import { replaceKernels } from "./support/web-assembly.js";

afterEach(() => vi.unstubAllGlobals());

/** A pool that closes when the test ends. */
async function open(options?: PoolOptions): Promise<Pool> {
  const pool = await createPool(options);
  onTestFinished(() => pool.close());
  return pool;
}

describe("createPool", () => {
  it.each<[title: string, options: PoolOptions | undefined, threads: number, capacity: number, backend: BackendName]>([
    ["the machine's threads and 2^24 floats", undefined, node.parallelism, 2 ** 24, "wasm-simd"],
    ["the threads and floats of the options", { threads: 3, capacity: 10 }, 3, 10, "wasm-simd"],
    ["the exact kernels", { threads: 2, exact: true }, 2, 2 ** 24, "wasm-exact-simd"],
    ["relaxed SIMD", { threads: 2, relaxed: true }, 2, 2 ** 24, "wasm-relaxed-simd"],
  ])("takes %s", async (_, options, threads, capacity, backend) => {
    const pool = await open(options);
    expect([pool.threads, pool.reason, pool.capacity]).toEqual([threads, undefined, capacity]);
    expect(pool.getBackend()).toEqual({ name: backend, reason: undefined });
  });

  it.each([
    ["no length, without a reason, if one thread is requested", { threads: 1 }, [Number.POSITIVE_INFINITY]],
    [
      "a power of two that it measures",
      { threads: 2, capacity: 0 },
      [12, 13, 14, 15, 16, 17, 18, 19].map((n) => 2 ** n),
    ],
    ["2^15 if the calling thread does not compute", { threads: 1, callerComputes: false }, [2 ** 15]],
    ["2^15 also with several workers", { threads: 2, callerComputes: false }, [2 ** 15]],
  ])("splits calls from %s on", async (_, options, lengths) => {
    const pool = await open(options);
    expect([pool.threads, pool.reason]).toEqual([options.threads, undefined]);
    expect(pool.parallelFrom).toBeOneOf(lengths);
  });

  it("clears the memory with which it measures", async () => {
    const pool = await open({ threads: 2 });
    expect(pool.alloc(2 ** 20).every((x) => Object.is(x, 0))).toBe(true);
  });

  it("computes nothing on a calling thread that does not compute", async () => {
    const forward = vi.fn();
    replaceKernels((real) => ({ ...real, forward: forward.mockImplementation(real.forward) }));
    const pool = await open({ threads: 2, callerComputes: false });
    await pool.elu(Float32Array.of(1));
    forward.mockClear();
    // In place, outside of the pool's memory, and overlapping.
    const x = pool.alloc(2 ** 15 + 1);
    const [input, out] = [x.subarray(1), x.subarray(0, -1)];
    await Promise.all([pool.elu(input, { out: input }), pool.elu(input.slice()), pool.elu(input, { out })]);
    expect(forward).not.toHaveBeenCalled();
    await pool.elu(input.subarray(1));
    expect(forward).toHaveBeenCalled();
  });

  it.each([
    [{ threads: 0 }, RangeError, "threads must be a whole number from 1 up, got 0"],
    [{ threads: 1.5 }, RangeError, "threads must be a whole number from 1 up, got 1.5"],
    [{ capacity: -1 }, RangeError, "capacity must be a whole number of floats from 0 up, got -1"],
    [{ relaxed: true, exact: true }, TypeError, "relaxed must be false if exact is true, got true"],
    [{ thread: 2 }, TypeError, expect.stringMatching(/unknown option thread; options are threads, capacity, /)],
    [{ capacity: 2 ** 40 }, RangeError, `no memory for an arena of ${2 ** 40} floats`],
  ])("rejects %o", async (options, type, words) => {
    const thrown = await createPool(options as never).catch((error: Error) => error);
    expect(thrown).toBeInstanceOf(type);
    expect((thrown as Error).message).toEqual(typeof words === "string" ? `createPool: ${words}` : words);
  });
});
