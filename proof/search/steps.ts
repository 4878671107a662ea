import { CholeskyDecomposition, type Matrix } from "ml-matrix";
import type { Coefficients } from "../model/float32.js";

/** Random neighbours of coefficients, about `length` ULP of the result away. */
export type Step = (from: Coefficients, length: number) => Coefficients;

/**
 * Steps are normally distributed with `covariance`: what one coefficient adds, the others take back, and all of them
 * together leave q where it should be. Steps in single coefficients hardly ever do, and stay 0.01 ULP above the best.
 * Q0 is drawn and rounded to float32 first, because its grid is the coarsest; each next one knows how those before it
 * were rounded.
 */
export function createStep(covariance: Matrix, normal: () => number): Step {
  const factor = new CholeskyDecomposition(covariance).lowerTriangularMatrix.to2DArray();
  const drawn = factor.map(() => 0);
  return (from, length) => {
    const to = from.slice();
    for (const [i, row] of factor.entries()) {
      let given = 0;
      for (let j = 0; j < i; j++) given += row[j] * drawn[j];
      to[i] = from[i] + given + row[i] * length * normal();
      drawn[i] = (to[i] - from[i] - given) / row[i];
    }
    return to;
  };
}
