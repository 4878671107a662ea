import { CholeskyDecomposition, inverse, Matrix, solve } from "ml-matrix";
import { EXPONENT_MAGIC } from "../../src/core/constants.js";
import { type Coefficients, powerOfTwo, remainder, shiftedExponent } from "../model/float32.js";
import { ulp } from "../reference/ulp.js";

/** The start of the search, and the directions of its steps. */
export interface Minimax {
  coefficients: Coefficients;
  /** Covariance of random steps in the coefficients that move the results by 1 ULP in the root mean square. */
  covariance: Matrix;
}

const SAMPLES = 4000;
const ITERATIONS = 60;

/** The last sample. The range contains every r with n from 0 to -3; below, q counts less and less. */
const LAST = -2.6;

/** Samples with smaller remainders are left out: r^2 q is too small compared with r. */
const SMALLEST_REMAINDER = 0.02;

/**
 * The minimax q: its largest error is 0.08 ULP of the result if only r is rounded. Lawson's iteration repeats a least
 * squares fit, and multiplies each sample's weight by its error in the last fit.
 */
export function minimax(): Minimax {
  const { powers, targets } = samples();
  let weights = targets.map(() => 1 / targets.length);
  let fit = new Matrix(0, 0);
  for (let i = 0; i < ITERATIONS; i++) {
    const roots = weights.map(Math.sqrt);
    const weightedTargets = Matrix.columnVector(targets).mulColumnVector(roots);
    fit = solve(powers.clone().mulColumnVector(roots), weightedTargets);
    const errors = Matrix.sub(powers.mmul(fit), Matrix.columnVector(targets)).to1DArray();
    weights = weights.map((weight, k) => weight * Math.abs(errors[k]));
    const sum = weights.reduce((sum, weight) => sum + weight);
    weights = weights.map((weight) => weight / sum);
  }
  const covariance = inverse(powers.transpose().mmul(powers).div(targets.length));
  return {
    coefficients: Float32Array.from(fit.to1DArray()),
    covariance: Matrix.add(covariance, covariance.transpose()).div(2), // symmetric to the last digit
  };
}

/** Powers of r and the exact q(r), both scaled by the ULP that the result changes per unit of q. */
function samples(): { powers: Matrix; targets: number[] } {
  const powers: number[][] = [];
  const targets: number[] = [];
  for (let i = 1; i <= SAMPLES; i++) {
    const z = Math.fround((LAST * i) / SAMPLES);
    const shifted = shiftedExponent(z, EXPONENT_MAGIC, false);
    const s = powerOfTwo(shifted);
    const r = remainder(z, shifted, false);
    if (Math.abs(r) < SMALLEST_REMAINDER) continue;
    const exact = Math.expm1(z);
    const q = ((exact - (s - 1)) / s - r) / r ** 2;
    const ulpsPerQ = (s * r ** 2) / ulp(exact);
    powers.push([1, r, r ** 2, r ** 3, r ** 4].map((power) => power * ulpsPerQ));
    targets.push(q * ulpsPerQ);
  }
  return { powers: new Matrix(powers), targets };
}

/**
 * Returns random neighbours of coefficients, about `length` ULP of the result away. Steps are normally distributed with
 * `covariance`: the coefficients change together and q hardly changes. A search with steps in single coefficients stays
 * 0.01 ULP above the best. Q0 is drawn and rounded to float32 first, because its grid is the coarsest; each later
 * coefficient compensates for the rounding of those before it.
 */
export function createStep(covariance: Matrix, normal: () => number) {
  const factor = new CholeskyDecomposition(covariance).lowerTriangularMatrix.to2DArray();
  const drawn = factor.map(() => 0);
  return (from: Coefficients, length: number): Coefficients => {
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
