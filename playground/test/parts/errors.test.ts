import { describe, expect, it } from "vitest";
import { ELU } from "../../../proof/reference/family.js";
import { errorsOf, LARGEST, largestWithin, SMALLEST } from "../../src/accuracy/errors.js";

describe("the errors", () => {
  it.each([1, 0.3, 3])("of the kernels with alpha %s stay within what is promised, and are not all 0", (alpha) => {
    const errors = errorsOf(alpha);
    for (const name of ["simd", "relaxed"] as const) {
      const largest = largestWithin(errors, name, SMALLEST, LARGEST);
      expect(largest).toBeGreaterThan(0.5);
      expect(largest).toBeLessThanOrEqual(ELU.valueBound(alpha));
    }
  });

  it("of e^x - 1 in float32 are all of the result next to 0", () => {
    // Below 2^-25, e^x rounds to 1: the error is as large as the result, up to 2^24 units in its last place.
    const errors = errorsOf(1);
    expect(largestWithin(errors, "naive", SMALLEST, 2e-8)).toBeGreaterThan(2 ** 23);
    expect(largestWithin(errors, "naive", SMALLEST, 2e-8)).toBeLessThanOrEqual(2 ** 24);
  });
});
