import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { elu } from "../../src/index.js";
import { createPool } from "../../src/threads.js";
import { assertSameBits } from "../contract/assert.js";
import { normalFloats } from "../contract/inputs.js";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

const MIB = 2 ** 20;

/** Bytes of memory in use, and how many timers, ports and the like keep the process busy, after garbage collection. */
async function held(): Promise<{ rss: number; heap: number; handles: number }> {
  for (let k = 0; k < 3; k++) {
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heap: heapUsed, handles: process.getActiveResourcesInfo().length };
}

describe("a pool", () => {
  it("holds after ten thousand calls what it held before", async () => {
    const pool = await createPool({ threads: 2, capacity: MIB });
    const x = pool.alloc(2 ** 17);
    x.set(normalFloats(x.length));
    const expected = elu(x);
    const elsewhere = x.slice();
    const out = new Float32Array(x.length);
    const call = async (k: number) => {
      // Resident, staged, and short; some of them in flight together.
      const array = k % 3 === 0 ? x : elsewhere;
      const length = k % 5 === 0 ? 100 : x.length;
      const to = out.subarray(0, length);
      const calls = [
        pool.elu(array.subarray(0, length), { out: to }),
        pool.elu(array.subarray(0, length), { out: to }),
      ];
      await Promise.all(calls.slice(k % 2));
    };
    for (let k = 0; k < 500; k++) await call(k);
    const before = await held();
    for (let k = 0; k < 10_000; k++) await call(k);
    const after = await held();
    expect(after.handles).toBe(before.handles);
    expect(after.heap - before.heap).toBeLessThan(MIB);
    expect(after.rss - before.rss).toBeLessThan(16 * MIB);
    assertSameBits(await pool.elu(x), expected);
    await pool.close();
  });

  it("leaves nothing behind, a thousand times", async () => {
    const openUseClose = async () => {
      const pool = await createPool({ threads: 3, capacity: 1000 });
      expect(pool.threads).toBe(3);
      const x = pool.alloc(1000).fill(-1);
      await pool.elu(x, { out: x });
      await pool.close();
    };
    for (let k = 0; k < 50; k++) await openUseClose();
    const before = await held();
    for (let k = 0; k < 1000; k++) await openUseClose();
    const after = await held();
    expect(after.handles).toBe(before.handles);
    expect(after.heap - before.heap).toBeLessThan(2 * MIB);
    expect(after.rss - before.rss).toBeLessThan(64 * MIB);
  });
});
