import { describe, expect, it } from "vitest";
import { ELU } from "../../../proof/reference/family.js";
import { number, pixelsOf, set, untilNumber } from "../../browsers/page.js";
import { BROWSERS, visitWith } from "../../browsers/visit.js";
import { errorsOf, LARGEST, largestWithin, SMALLEST } from "../../src/accuracy/errors.js";

describe.each(BROWSERS)("accuracy in %s", (name) => {
  const visitor = visitWith(name);

  it.each([1, 0.3])("is what the kernels have with alpha %s, and what e^x - 1 has not", async (alpha) => {
    const page = await visitor.open(`?alpha=${alpha}`);
    const errors = errorsOf(alpha);
    // Engines differ in the last bits of Math.expm1, which is what is exact here.
    await untilNumber(page, "simd-near", (value) => value > 0);
    expect(await number(page, "simd-near")).toBeCloseTo(largestWithin(errors, "simd", 0, 1e-4), 4);
    expect(await number(page, "simd-far")).toBeCloseTo(largestWithin(errors, "simd", 1e-4, LARGEST), 4);
    const naive = await number(page, "naive-near");
    expect(naive / largestWithin(errors, "naive", SMALLEST, 1e-4)).toBeCloseTo(1, 4);
    const promised = await number(page, "promised");
    expect(promised).toBe(ELU.valueBound(alpha));
    for (const id of ["simd-near", "simd-far", "relaxed-near", "relaxed-far"]) {
      expect(await number(page, id)).toBeLessThanOrEqual(promised);
    }
    for (const colour of ["--simd", "--naive"]) {
      expect(await pixelsOf(page, "#accuracy-chart", colour)).toBeGreaterThan(50);
    }
  });

  it("follows alpha", async () => {
    const page = await visitor.open();
    await set(page, "alpha", 0.3);
    await untilNumber(page, "promised", (value) => value === ELU.valueBound(0.3));
  });
});
