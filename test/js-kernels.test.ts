import { afterEach, describe, expect, it, vi } from "vitest";
import { CELU, ELU, FAMILY, type Member, SELU } from "../proof/reference/family.js";
import { ulpError } from "../proof/reference/ulp.js";
import { SELU_SCALE, SELU_SCALED_ALPHA } from "../src/core/constants.js";
import { createJsKernels } from "../src/core/js-kernels.js";
import type { Kernels } from "../src/core/kernels.js";
import { assertSameBits } from "./contract/assert.js";
import { NOT_NEGATIVE, negativeFloatsOfEveryBinade, normalFloats } from "./contract/inputs.js";
import { alphasOf, backwardOf, forwardOf } from "./contract/members.js";
import { functionsOn } from "./support/backends.js";

const js = functionsOn("js");

/** Around the lengths at which blocks end. */
const LENGTHS = [0, 1, 2, 3, 5, 8, 17, 1023, 1024, 1025, 3000];

/** The reference computes in float64 as well: it cannot decide results closer than this to the middle of two floats. */
const REFERENCE_ERROR = 2 ** -20;

afterEach(() => vi.unstubAllGlobals());

function kernelsOver(floats: Float32Array<ArrayBuffer>, without: string | undefined): Kernels {
  if (without) vi.stubGlobal(without, undefined);
  const kernels = createJsKernels(floats.buffer);
  vi.unstubAllGlobals();
  return kernels;
}

describe.each([
  ["with a compiler", undefined],
  ["without one", "WebAssembly"],
])("the kernels for engines %s", (_, without) => {
  describe.each([
    ["ELU", 1.3, 1, 1],
    ["SELU", SELU_SCALED_ALPHA, SELU_SCALE, 1],
    ["CELU", 1.2999999523162842, 1, 1.2999999523162842],
  ])("of %s", (_, alpha, scale, divisor) => {
    const x = normalFloats(3000, 1);
    const g = normalFloats(3000, 2);
    const [forward, fromInput, fromOutput] = [new Float32Array(3000), new Float32Array(3000), new Float32Array(3000)];
    const inWhole = new Float32Array(9000);
    const kernels = kernelsOver(inWhole, undefined);
    inWhole.set(x);
    inWhole.set(g, 3000);
    kernels.forward(0, 24_000, 3000, alpha, scale, divisor);
    forward.set(inWhole.subarray(6000));
    kernels.backwardFromInput(12_000, 0, 24_000, 3000, alpha, scale, divisor);
    fromInput.set(inWhole.subarray(6000));
    kernels.backwardFromOutput(12_000, 0, 24_000, 3000, alpha, scale, divisor);
    fromOutput.set(inWhole.subarray(6000));

    it.each(LENGTHS)(
      "give %i floats anywhere the bits that they have in a longer array, and write no others",
      (length) => {
        for (const [from, to] of [
          [10, 10],
          [10, 3],
          [5, 3500],
        ] as const) {
          const floats = new Float32Array(7000).fill(7);
          floats.set(x.subarray(0, length), from);
          const expected = floats.slice();
          expected.set(forward.subarray(0, length), to);
          kernelsOver(floats, without).forward(4 * from, 4 * to, length, alpha, scale, divisor);
          assertSameBits(floats, expected);
        }
      },
    );

    it.each(LENGTHS)("give %i gradients the same bits in place of either input, below them and elsewhere", (length) => {
      for (const out of [10, 4010, 3, 8000]) {
        for (const [kernel, result] of [
          ["backwardFromInput", fromInput],
          ["backwardFromOutput", fromOutput],
        ] as const) {
          const floats = new Float32Array(11_000).fill(7);
          floats.set(g.subarray(0, length), 10);
          floats.set(x.subarray(0, length), 4010);
          const expected = floats.slice();
          expected.set(result.subarray(0, length), out);
          kernelsOver(floats, without)[kernel](40, 16_040, 4 * out, length, alpha, scale, divisor);
          assertSameBits(floats, expected);
        }
      }
    });
  });
});

/** Inputs all over float32, and around the middle, where results have all digits. */
const INPUTS = Float32Array.of(...negativeFloatsOfEveryBinade(40), ...normalFloats(20_000));

function largestError(
  actual: Float32Array,
  exact: (x: number, gradOutput: number) => number,
  gradOutput = INPUTS,
): number {
  return INPUTS.reduce((most, x, i) => Math.max(most, ulpError(actual[i], exact(x, gradOutput[i]))), 0);
}

describe("in JavaScript", () => {
  it.each(FAMILY)("$name and its gradients have the bits of the exact WebAssembly module at any alpha", (member) => {
    const module = functionsOn("wasm-exact-simd");
    const gradOutput = normalFloats(INPUTS.length, 6).map((g, i) => g * 2 ** ((i % 241) - 120));
    for (const alpha of alphasOf(member)) {
      assertSameBits(forwardOf(js, member)(INPUTS, alpha), forwardOf(module, member)(INPUTS, alpha), `alpha ${alpha}:`);
      for (const from of alpha < 0 ? (["input"] as const) : (["input", "output"] as const)) {
        const [ours, theirs] = [js, module].map((on) => backwardOf(on, member)(gradOutput, INPUTS, alpha, from));
        assertSameBits(ours, theirs, `gradient from ${from}, alpha ${alpha}:`);
      }
    }
  });

  it.each<[string, Member]>([
    ["elu, alpha 1", ELU],
    ["selu", SELU],
  ])("%s is rounded correctly", (_, member) => {
    const result = forwardOf(js, member)(INPUTS, 1);
    expect(largestError(result, (x) => member.value(x, 1))).toBeLessThan(0.5 + REFERENCE_ERROR);
  });

  it.each(FAMILY)(
    "$name and its gradients are within 0.5 ULP and a hair at any alpha, subnormal results too",
    (member) => {
      const gradOutput = normalFloats(INPUTS.length, 5).map((g, i) => g * 2 ** ((i % 241) - 120));
      for (const alpha of alphasOf(member)) {
        const bound = 0.5 + REFERENCE_ERROR;
        const result = forwardOf(js, member)(INPUTS, alpha);
        expect(
          largestError(result, (x) => member.value(x, alpha)),
          `alpha ${alpha}`,
        ).toBeLessThan(bound);
        const fromInput = backwardOf(js, member)(gradOutput, INPUTS, alpha);
        const exact = (x: number, g: number) => g * member.gradient(x, alpha);
        expect(largestError(fromInput, exact, gradOutput), `gradient, alpha ${alpha}`).toBeLessThan(bound);
        if (alpha < 0) continue;
        const fromOutput = backwardOf(js, member)(gradOutput, INPUTS, alpha, "output");
        const exactFromOutput = (y: number, g: number) => g * member.gradientFromOutput(y, alpha);
        expect(largestError(fromOutput, exactFromOutput, gradOutput), `from output, alpha ${alpha}`).toBeLessThan(
          bound,
        );
      }
    },
  );

  it("the gradient of selu from the output is right next to saturation, where float64 has no digits of alpha left", () => {
    const saturated = Float32Array.of(-1.7580993175506592);
    const [gradient] = js.seluBackward(Float32Array.of(1), saturated, { from: "output" });
    expect(ulpError(gradient, 2.3296717666099198e-8 + 1.41535193800845e-17)).toBeLessThan(0.5);
  });

  it.each([ELU, SELU, CELU])("an infinite gradOutput gives Infinity at every finite input of $name", (member) => {
    const finite = Float32Array.of(-0, -1e-45, -1, -88, -200, -1e4, -3.4e38, 1, 3.4e38);
    const result = backwardOf(js, member)(new Float32Array(finite.length).fill(Infinity), finite, 1);
    expect([...result]).toEqual(new Array(finite.length).fill(Infinity));
  });

  it("elu and celu keep the bits of what is not negative", () => {
    for (const result of [js.elu(NOT_NEGATIVE), js.celu(NOT_NEGATIVE, { alpha: 2 })])
      assertSameBits(result, NOT_NEGATIVE);
  });
});
