import { describe, expect, it } from "vitest";
import { createElu } from "../../src/index.js";
import { STAGED } from "../contract/inputs.js";

const GIBI = 2 ** 30;

describe("elu", () => {
  const { elu, eluBackward } = createElu({ backend: "wasm-simd" });

  it("computes an array of more than four gibibytes in place, each float once", () => {
    const array = new Float32Array(GIBI + STAGED + 3).fill(-1);
    elu(array, { out: array });
    const expected = elu(Float32Array.of(-1))[0];
    expect(array.every((y) => y === expected)).toBe(true);
  });

  it("computes an overlap of a gibibyte as if the input were copied first", () => {
    const length = GIBI / 4;
    const memory = new Float32Array(length + 1);
    for (let i = 0; i < length; i++) memory[i] = i % 2 ? -1 : i;
    elu(memory.subarray(0, length), { out: memory.subarray(1) });
    const expected = elu(Float32Array.of(-1))[0];
    let wrong = 0;
    for (let i = 0; i < length; i++) if (memory[i + 1] !== (i % 2 ? expected : Math.fround(i))) wrong++;
    expect(wrong).toBe(0);
  });

  it("needs no memory in proportion to the arrays, also for gradients", () => {
    const input = new Float32Array(GIBI / 4).fill(-1);
    const out = new Float32Array(GIBI / 4).fill(1);
    const before = process.memoryUsage().rss;
    elu(input, { out });
    eluBackward(input, out, { out });
    // A copy of one of the arrays would take a gibibyte; the engine's own memory may grow by a few mebibytes meanwhile.
    expect(process.memoryUsage().rss - before).toBeLessThan(GIBI / 16);
  });
});
