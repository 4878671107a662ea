import { expect, it } from "vitest";
import { elu } from "../../src/index.js";
import { createPool } from "../../src/threads.js";
import { assertSameBits } from "../contract/assert.js";
import { normalFloats } from "../contract/inputs.js";
import { inUse } from "../support/garbage.js";

const MIB = 2 ** 20;

it("a pool leaks no memory and no handles in ten thousand calls", async () => {
  const pool = await createPool({ threads: 2, capacity: MIB });
  const x = pool.alloc(2 ** 17);
  x.set(normalFloats(x.length));
  const expected = elu(x);
  const elsewhere = x.slice();
  const out = new Float32Array(x.length);
  const call = async (k: number) => {
    // Calls in place, staged and short; some of them in flight together.
    const array = k % 3 === 0 ? x : elsewhere;
    const length = k % 5 === 0 ? 100 : x.length;
    const to = out.subarray(0, length);
    const calls = [pool.elu(array.subarray(0, length), { out: to }), pool.elu(array.subarray(0, length), { out: to })];
    await Promise.all(calls.slice(k % 2));
  };
  for (let k = 0; k < 500; k++) await call(k);
  const before = await inUse();
  for (let k = 0; k < 10_000; k++) await call(k);
  const after = await inUse();
  expect(after.handles).toBe(before.handles);
  expect(after.heap - before.heap).toBeLessThan(MIB);
  expect(after.memory - before.memory).toBeLessThan(16 * MIB);
  assertSameBits(await pool.elu(x), expected);
  await pool.close();
});
