import * as fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { RING_SLOTS } from "../src/threads/job.js";
import { assertSameBits } from "./contract/assert.js";
import { normalFloats, STAGED } from "./contract/inputs.js";
import { operations } from "./contract/operations.js";
import { MANY_CHUNKS, type OpenPool, poolPromises } from "./contract/pools.js";
import { functionsOn } from "./support/backends.js";
import { node, poolKinds, poolOfTest } from "./support/pools.js";

describe.each(poolKinds)("$title", ({ open, functions }) => {
  let pool: OpenPool["pool"];
  beforeAll(async () => {
    pool = await open();
  });
  beforeEach(() => pool.reset());
  afterAll(() => pool.close());

  for (const { title, check } of poolPromises) it(title, () => check({ pool, functions, long: MANY_CHUNKS, open }));

  it("computes calls in flight in their order, each on the results of earlier calls", async () => {
    const size = 3 * STAGED;
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
        assertSameBits(actual, expected);
      }),
      { numRuns: 60 },
    );
  });

  it("closes at the end of `await using`", async () => {
    const pool = await open();
    await pool[Symbol.asyncDispose]();
    await expect(pool.elu(normalFloats(3))).rejects.toThrow(new Error("the pool is closed"));
  });
});

describe("two pools at once", () => {
  it("compute in parallel, also on each other's arrays", async () => {
    const pools = await Promise.all([poolOfTest(node), poolOfTest(node)]);
    const x = pools[0].alloc(MANY_CHUNKS);
    x.set(normalFloats(MANY_CHUNKS));
    const out = pools[1].alloc(MANY_CHUNKS);
    const expected = functionsOn("wasm-simd").elu(x);
    const results = await Promise.all([pools[0].elu(x, { out }), pools[1].elu(x), pools[0].elu(x)]);
    for (const result of results) assertSameBits(result, expected);
  });
});

describe("short calls", () => {
  it("never reach the workers", async () => {
    const pool = await poolOfTest(node, { parallelFrom: 1000 });
    const wake = vi.spyOn(Atomics, "notify");
    onTestFinished(() => wake.mockRestore());
    const arrays = [pool.alloc(999), new Float32Array(999)];
    for (const x of arrays) await pool.elu(x, { out: x });
    expect(wake).not.toHaveBeenCalled();
    await pool.elu(pool.alloc(1000));
    expect(wake).toHaveBeenCalled();
  });
});

it("a pool is tested with more chunks than its ring has slots", () => {
  expect(MANY_CHUNKS).toBeGreaterThan((RING_SLOTS + 1) * STAGED);
});
