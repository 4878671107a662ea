import { describe, expect, it } from "vitest";
import { createElu } from "../../src/index.js";
import { normalFloats, STAGED } from "../contract/inputs.js";
import { collectGarbage } from "../support/garbage.js";

const CALLS = 100_000;

/** Bytes that the heap grows by with each call, once it is compiled: the least of a few attempts, for others allocate, too. */
function bytesPerCall(call: () => void): number {
  for (let i = 0; i < 20_000; i++) call();
  const attempts = Array.from({ length: 5 }, () => {
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < CALLS; i++) call();
    return (process.memoryUsage().heapUsed - before) / CALLS;
  });
  return Math.min(...attempts);
}

describe("a call with out", () => {
  const { createArena, elu, eluBackward } = createElu({ backend: "wasm-simd" });

  it.each([5, 1000, STAGED])("allocates nothing for %i floats", (length) => {
    const x = normalFloats(length);
    const options = { alpha: 2, out: new Float32Array(length) };
    expect(bytesPerCall(() => elu(x, options))).toBeLessThan(8);
    expect(bytesPerCall(() => eluBackward(x, x, options))).toBeLessThan(8);
  });

  it("allocates nothing for arrays in an arena, however long", () => {
    const length = 2 * STAGED;
    const arena = createArena(2 * length);
    const x = arena.alloc(length);
    const options = { out: arena.alloc(length) };
    expect(bytesPerCall(() => elu(x, options))).toBeLessThan(8);
  });
});

describe("an arena", () => {
  it("is freed with the last of its arrays", async () => {
    const { createArena, elu } = createElu({ backend: "wasm-simd" });
    const makeAndUse = () => {
      const x = createArena(2 ** 20).alloc(1000);
      elu(x, { out: x });
      return x;
    };
    let kept: Float32Array | undefined = makeAndUse();
    const memory = new WeakRef(kept.buffer);
    await collected();
    expect(memory.deref()).toBe(kept.buffer);
    kept = undefined;
    await collected();
    expect(memory.deref()).toBeUndefined();
  });
});

/** A WeakRef holds what it refers to until the present job ends. */
async function collected(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  collectGarbage();
}
