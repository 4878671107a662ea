import { celu, celuBackward, elu, eluBackward, selu, seluBackward } from "elu-simd";
import { describe, expect, it } from "vitest";
import { CURVE_NAMES, curveAt } from "../../src/curve/curves.js";

const X = Float32Array.of(-6, -1, -0.25, 0, 0.5, 4);
const ONES = new Float32Array(X.length).fill(1);

describe("the curves", () => {
  it("are those of the package", () => {
    const alpha = 1.7;
    expect(curveAt("elu", X, alpha)).toEqual({
      values: elu(X, { alpha }),
      derivatives: eluBackward(ONES, X, { alpha }),
    });
    expect(curveAt("selu", X, alpha)).toEqual({ values: selu(X), derivatives: seluBackward(ONES, X) });
    expect(curveAt("celu", X, alpha)).toEqual({
      values: celu(X, { alpha }),
      derivatives: celuBackward(ONES, X, { alpha }),
    });
  });

  it("of ReLU and leaky ReLU are what they should be", () => {
    expect(curveAt("relu", X, 1)).toEqual({
      values: Float32Array.of(0, 0, 0, 0, 0.5, 4),
      derivatives: Float32Array.of(0, 0, 0, 0, 1, 1),
    });
    expect(curveAt("leaky", X, 1)).toEqual({
      values: Float32Array.of(-0.06, -0.01, -0.0025, 0, 0.5, 4),
      derivatives: Float32Array.of(0.01, 0.01, 0.01, 0.01, 1, 1),
    });
  });

  it("are all there at every alpha, but for CELU at 0", () => {
    for (const name of CURVE_NAMES) {
      expect(curveAt(name, X, 0) === undefined).toBe(name === "celu");
      expect(curveAt(name, X, 3)?.values.length).toBe(X.length);
    }
  });
});
