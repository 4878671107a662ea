import { describe, expect, it } from "vitest";
import { createElu } from "../../src/index.js";
import { normalFloats, STAGED } from "../contract/inputs.js";
import { collectGarbage } from "../support/garbage.js";

const CALLS = 100_000;

/** Bytes that a compiled call adds to the heap: the least of five attempts, because other code allocates as well. */
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
  const arena = createArena(4 * STAGED);

  it.each([
    ["5 floats", normalFloats(5), new Float32Array(5)],
    ["1000 floats", normalFloats(1000), new Float32Array(1000)],
    ["a block of the staging area", normalFloats(STAGED), new Float32Array(STAGED)],
    ["arrays in an arena", arena.alloc(2 * STAGED), arena.alloc(2 * STAGED)],
  ])("allocates nothing for %s", (_, x, out) => {
    const options = { alpha: 2, out };
    expect(bytesPerCall(() => elu(x, options))).toBeLessThan(8);
    expect(bytesPerCall(() => eluBackward(x, x, options))).toBeLessThan(8);
  });
});

describe("an arena", () => {
  it("is freed when its last array is collected", async () => {
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

/** Collects garbage in a new job, because a WeakRef keeps its target alive until the current job ends. */
async function collected(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
  collectGarbage();
}
