/**
 * Equal bits imply all promises about values, which test/contract.test.ts checks on wasm-simd. Gradients from the
 * output have no multiply-add.
 */
import { describe, it } from "vitest";
import { MEMBERS } from "../../proof/reference/family.js";
import type { Elu } from "../../src/index.js";
import { assertSameBits } from "../contract/assert.js";
import { NOT_NEGATIVE, negativeFloatsOfEveryBinade, normalFloats } from "../contract/inputs.js";
import { alphasOf, backwardOf, forwardOf } from "../contract/members.js";
import { functionsOn } from "../support/backends.js";

const NEGATIVE = negativeFloatsOfEveryBinade(20);
const INPUTS = Float32Array.of(
  ...NOT_NEGATIVE,
  -Infinity,
  ...NEGATIVE,
  ...NEGATIVE.map((x) => -x),
  ...normalFloats(10_000),
);
const GRADIENTS = normalFloats(INPUTS.length, 2);

describe.each(MEMBERS)("relaxed SIMD without fused multiply-add has the bits of wasm-simd: $name", (member) => {
  /** Compares the bits of the two backends at each alpha. */
  function compare(alphas: readonly number[], compute: (functions: Elu, alpha: number) => Float32Array): void {
    const [relaxed, deterministic] = [functionsOn("wasm-relaxed-simd"), functionsOn("wasm-simd")];
    for (const alpha of alphas) {
      assertSameBits(compute(relaxed, alpha), compute(deterministic, alpha), `alpha ${alpha}:`);
    }
  }

  it("forward", () => {
    compare(alphasOf(member), (functions, alpha) => forwardOf(functions, member)(INPUTS, alpha));
  });

  it("gradient", () => {
    compare(alphasOf(member), (functions, alpha) => backwardOf(functions, member)(GRADIENTS, INPUTS, alpha));
  });
});
