import { describe, expect, it } from "vitest";
import { SELU_SCALE, SELU_SCALED_ALPHA } from "../src/core/constants.js";
import { backwardFromInput, backwardFromOutput, forward } from "../src/core/js-kernels.js";
import { assertSameBits } from "./contract/assert.js";
import { normalFloats } from "./contract/inputs.js";

/** Around the lengths at which blocks end. */
const LENGTHS = [0, 1, 2, 3, 5, 8, 17, 1023, 1024, 1025, 3000];

describe.each([
  ["ELU", 1, 1, 1],
  ["ELU with another alpha", 1.3, 1, 1],
  ["SELU", SELU_SCALED_ALPHA, SELU_SCALE, 1],
  ["CELU", 1.3, 1, 1.3],
])("the twin's kernels of %s on arrays", (_, alpha, scale, divisor) => {
  const x = normalFloats(3000, 1);
  const g = normalFloats(3000, 2);
  const y = new Float32Array(3000);
  forward(x, 0, y, 0, x.length, alpha, scale, divisor);

  it.each(LENGTHS)(
    "give %i floats anywhere the bits that they have in a longer array, and write no others",
    (length) => {
      for (const [from, to] of [
        [0, 0],
        [0, 3],
        [5, 2],
      ] as const) {
        const out = new Float32Array(3010).fill(7);
        const expected = out.slice();
        const count = Math.min(length, 3000 - from);
        expected.set(y.subarray(from, from + count), to);
        forward(x, from, out, to, count, alpha, scale, divisor);
        assertSameBits(out, expected);
      }
    },
  );

  it.each(LENGTHS)("compute %i floats in place, and to a place before", (length) => {
    const inPlace = x.slice();
    forward(inPlace, 0, inPlace, 0, length, alpha, scale, divisor);
    assertSameBits(inPlace.subarray(0, length), y.subarray(0, length));
    const shifted = new Float32Array(3010);
    shifted.set(x, 10);
    forward(shifted, 10, shifted, 3, length, alpha, scale, divisor);
    assertSameBits(shifted.subarray(3, 3 + length), y.subarray(0, length));
  });

  it.each([
    ["input", backwardFromInput, x],
    ["output", backwardFromOutput, y],
  ] as const)("give gradients from the %s the same bits in place of either input", (_, backward, saved) => {
    const expected = new Float32Array(3000);
    backward(g, 0, saved, 0, expected, 0, 3000, alpha, scale, divisor);
    expect(expected.every((gradient) => Number.isFinite(gradient))).toBe(true);
    for (const length of LENGTHS) {
      const [ofGradients, ofSaved] = [g.slice(), saved.slice()];
      backward(ofGradients, 0, saved, 0, ofGradients, 0, length, alpha, scale, divisor);
      backward(g, 0, ofSaved, 0, ofSaved, 0, length, alpha, scale, divisor);
      for (const out of [ofGradients, ofSaved]) {
        assertSameBits(out.subarray(0, length), expected.subarray(0, length));
      }
    }
  });
});
