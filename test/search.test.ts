import { describe, expect, it } from "vitest";
import { expm1, powerOfTwo, remainder, shiftedExponent } from "../proof/search/kernel.js";
import { Q0, Q1, Q2, Q3, Q4, SATURATION } from "../src/core/constants.js";
import { assertSameBits } from "./contract/assert.js";
import { negativeFloatsOfEveryBinade } from "./contract/inputs.js";
import { functionsOn } from "./support/backends.js";

describe("the search for coefficients", () => {
  it("judges them by the bits that the kernels give with them", () => {
    const input = negativeFloatsOfEveryBinade(200).filter((x) => x >= SATURATION);
    const result = input.map((z) => {
      const shifted = shiftedExponent(z, false);
      return expm1(powerOfTwo(shifted), remainder(z, shifted, false), Q0, Q1, Q2, Q3, Q4, false);
    });
    expect(input.length).toBeGreaterThan(20_000);
    assertSameBits(result, functionsOn("js").elu(input));
  });
});
