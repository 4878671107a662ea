import { describe, expect, it } from "vitest";
import { CELU, ELU, MEMBERS, SELU } from "../proof/reference/family.js";
import { ulpError } from "../proof/reference/ulp.js";
import { assertSameBits } from "./contract/assert.js";
import { negativeFloatsOfEveryBinade, normalFloats } from "./contract/inputs.js";
import { alphasOf, backwardOf, forwardOf } from "./contract/members.js";
import { functionsOn } from "./support/backends.js";

const js = functionsOn("js");

/** In ULP: the reference also computes in float64, so it cannot round results that are this close to a tie. */
const REFERENCE_ERROR = 2 ** -20;

/** Inputs of every binade of float32, and normally distributed inputs, whose results have all digits. */
const INPUTS = Float32Array.of(...negativeFloatsOfEveryBinade(40), ...normalFloats(20_000));

function largestError(actual: Float32Array, exact: (x: number, i: number) => number): number {
  return INPUTS.reduce((most, x, i) => Math.max(most, ulpError(actual[i], exact(x, i))), 0);
}

describe("the kernels in JavaScript", () => {
  it.each(MEMBERS)("give $name and its gradients the bits of the exact WebAssembly module at any alpha", (member) => {
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

  it.each(MEMBERS)(
    "give $name and its gradients within 0.5 + 2^-20 ULP at any alpha, also for subnormal results",
    (member) => {
      const g = normalFloats(INPUTS.length, 5).map((g, i) => g * 2 ** ((i % 241) - 120));
      const { value, gradient, gradientFromOutput } = member;
      const backward = backwardOf(js, member);
      for (const alpha of alphasOf(member)) {
        const errors = {
          value: largestError(forwardOf(js, member)(INPUTS, alpha), (x) => value(x, alpha)),
          gradient: largestError(backward(g, INPUTS, alpha), (x, i) => g[i] * gradient(x, alpha)),
          fromOutput:
            alpha < 0
              ? 0
              : largestError(backward(g, INPUTS, alpha, "output"), (y, i) => g[i] * gradientFromOutput(y, alpha)),
        };
        for (const [kind, error] of Object.entries(errors)) {
          expect(error, `${kind}, alpha ${alpha}`).toBeLessThan(0.5 + REFERENCE_ERROR);
        }
      }
    },
  );

  it("give the gradient of selu from the output correctly at saturation, where float64 has no digits left", () => {
    const saturated = Float32Array.of(-1.7580993175506592);
    const [gradient] = js.seluBackward(Float32Array.of(1), saturated, { from: "output" });
    expect(ulpError(gradient, 2.3296717666099198e-8 + 1.41535193800845e-17)).toBeLessThan(0.5);
  });

  it.each([ELU, SELU, CELU])("give Infinity for an infinite gradOutput at every finite input of $name", (member) => {
    const finite = Float32Array.of(-0, -1e-45, -1, -88, -200, -1e4, -3.4e38, 1, 3.4e38);
    const result = backwardOf(js, member)(new Float32Array(finite.length).fill(Infinity), finite, 1);
    expect([...result]).toEqual(new Array(finite.length).fill(Infinity));
  });
});
