import { describe, expect, it } from "vitest";
import { forward, fusedMultiplyAdd, gradientFromInput, gradientFromOutput } from "../proof/model/float32.js";
import { SELU_SCALE, SELU_SCALED_ALPHA } from "../src/core/constants.js";
import { assertSameBits } from "./contract/assert.js";
import { ALPHAS, NOT_NEGATIVE, negativeFloatsOfEveryBinade, normalFloats, POSITIVE_ALPHAS } from "./contract/inputs.js";
import { functionsOn } from "./support/backends.js";

const { fround } = Math;

describe("the fused multiply-add of the model", () => {
  it.each([
    ["rounds up what float64 rounds to the middle", 1 + 2 ** -12, 1 + 2 ** -12, 2 ** -80, 1 + 2 ** -11 + 2 ** -23],
    ["rounds down what float64 rounds to the middle", 1 + 2 ** -12, 1 + 2 ** -12, -(2 ** -80), 1 + 2 ** -11],
    ["rounds ties to even", 1 + 2 ** -12, 1 + 2 ** -12, 0, 1 + 2 ** -11],
    ["keeps the largest float just below the middle to 2^128", 2 ** 64 - 2 ** 40, 2 ** 64, -1, 2 ** 128 - 2 ** 104],
    ["overflows from the middle to 2^128 on", 2 ** 127 * 1.9999998807907104, 1, 2 ** 103, Infinity],
    ["rounds subnormal results once", 2 ** -75, 2 ** -75 * (1 - 2 ** -24), 2 ** -149, 2 ** -149],
    ["gives NaN for NaN", Number.NaN, 1, 1, Number.NaN],
    ["gives Infinity for Infinity", Infinity, 1, 1, Infinity],
  ])("%s", (_, a, b, c, expected) => {
    expect(fusedMultiplyAdd(a, b, c)).toBe(expected);
  });
});

const inputs = Float32Array.of(...negativeFloatsOfEveryBinade(40), ...normalFloats(20_000), ...NOT_NEGATIVE);
const gradients = normalFloats(inputs.length, 2).map((g, i) => g * 2 ** ((i % 241) - 120));

describe.each([
  ["wasm-simd", false],
  ["wasm-relaxed-simd", true],
] as const)("the model of %s", (backend, fused) => {
  const functions = functionsOn(backend);

  it.each(ALPHAS)("has the bits of ELU and its gradients at alpha %f", (alpha) => {
    same(functions.elu(inputs, { alpha }), (x) => forward(x, alpha, 1, 1, fused));
    const fromInput = functions.eluBackward(gradients, inputs, { alpha });
    same(fromInput, (x, g) => gradientFromInput(g, x, alpha, 1, 1, fused));
    if (alpha < 0) return;
    const fromOutput = functions.eluBackward(gradients, inputs, { alpha, from: "output" });
    same(fromOutput, (y, g) => gradientFromOutput(g, y, alpha, 1, 1));
  });

  it.each(POSITIVE_ALPHAS)("has the bits of CELU and its gradients at alpha %f", (alpha) => {
    same(functions.celu(inputs, { alpha }), (x) => forward(x, alpha, 1, alpha, fused));
    const fromInput = functions.celuBackward(gradients, inputs, { alpha });
    same(fromInput, (x, g) => gradientFromInput(g, x, alpha, 1, alpha, fused));
    const fromOutput = functions.celuBackward(gradients, inputs, { alpha, from: "output" });
    same(fromOutput, (y, g) => gradientFromOutput(g, y, alpha, 1, alpha));
  });

  it("has the bits of SELU and its gradients", () => {
    const [alpha, scale] = [fround(SELU_SCALED_ALPHA), fround(SELU_SCALE)];
    same(functions.selu(inputs), (x) => forward(x, alpha, scale, 1, fused));
    const fromInput = functions.seluBackward(gradients, inputs);
    same(fromInput, (x, g) => gradientFromInput(g, x, alpha, scale, 1, fused));
    const fromOutput = functions.seluBackward(gradients, inputs, { from: "output" });
    same(fromOutput, (y, g) => gradientFromOutput(g, y, SELU_SCALED_ALPHA, scale, 1));
  });
});

function same(actual: Float32Array, model: (x: number, gradOutput: number) => number): void {
  assertSameBits(
    actual,
    inputs.map((x, i) => model(x, gradients[i])),
  );
}
