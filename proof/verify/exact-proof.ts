/**
 * The bounds of `elu-simd/exact` and of JavaScript for every alpha. The kernels compute in float64 and round to float32
 * once. A relative error of rho before that rounding leads to an error of at most 1/2 + 2^24 rho ULP. This file adds up
 * rho from the constants in use, in the steps of the kernels (docs/kernel.md).
 */
import * as constants from "../../src/core/exact-constants.js";
import { LN_2, precise } from "../reference/high-precision.js";
import { addProof, createFinding, type Finding } from "./findings.js";

/** The largest relative error of one rounding to float64. */
const U = 2 ** -53;

/** The largest remainder: half of ln 2, and a margin for the rounding of z log2 e. */
const LARGEST_R = Math.LN2 / 2 + 2 ** -40;

/** The smallest n of the forward and of gradients. */
const FORWARD_N = -26;
const GRADIENT_N = -409;

/** 254 ln 2 and a margin: for a larger |x / alpha|, CELU's gradient is subnormal for every gradOutput. */
const CELU_SMALLEST = 177;

export type ExactConstants = Record<
  `Q${0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9}` | "MINUS_LN_2_HIGH" | "MINUS_LN_2_LOW",
  number
>;

/** An intermediate value of the kernel: its largest magnitude, and its largest absolute error. */
interface Approximation {
  readonly most: number;
  readonly error: number;
}

/** The promised bounds in ULP for any alpha, and for CELU's gradient. */
const PROMISED = 0.5 + 2 ** -24;
const PROMISED_CELU_GRADIENT = 0.5 + 2 ** -21;

/** Proves the bounds for the constants `c`. */
export function proveExact(c: ExactConstants = constants): Finding[] {
  const coefficients = [c.Q0, c.Q1, c.Q2, c.Q3, c.Q4, c.Q5, c.Q6, c.Q7, c.Q8, c.Q9];
  const tail = tailOfExpm1(coefficients);
  // The relative error of e^x - 1. For n = 0 nothing is reduced, and tail / r is largest at the largest r.
  const near0 = tail.error / -Math.expm1(-LARGEST_R) + U;
  const p = errorOfP(tail, remainderError(FORWARD_N, c));
  const expm1 = Math.max(near0, (0.5 * p) / -Math.expm1(-LARGEST_R) + U);
  const exp = errorOfP(tail, remainderError(GRADIENT_N, c)) / Math.exp(-LARGEST_R) + U;
  const forward = expm1 + U;
  // The products with alpha and gradOutput, and the rounding of SELU's alpha to float64.
  const gradient = exp + 2.125 * U;
  return [
    bounded("elu and selu, any alpha", forward),
    // The rounding of z = x / alpha changes e^z - 1 by less, relatively, than z, and e^z by |z| times as much.
    bounded("celu", forward + U),
    bounded("eluBackward and seluBackward", gradient),
    bounded("celuBackward", gradient + CELU_SMALLEST * U, PROMISED_CELU_GRADIENT),
    // Four roundings: y + alpha, the second sum of SELU, the quotient, and the product with gradOutput.
    bounded("all gradients from output", 4 * U),
  ];
}

function bounded(promise: string, rho: number, bound = PROMISED): Finding {
  const finding = createFinding(promise, "exact", bound);
  addProof(finding, 0.5 + 2 ** 24 * rho, () => "all inputs");
  return finding;
}

/** w q(r), an approximation of e^r - 1 - r. */
function tailOfExpm1(q: readonly number[]): Approximation {
  const r = { most: LARGEST_R, error: 0 };
  const w = times(r, r);
  const pair = (k: number) => plus(times(exactly(q[k + 1]), r), exactly(q[k]));
  let sum = pair(8);
  for (const k of [6, 4, 2, 0]) sum = plus(times(sum, w), pair(k));
  return times(w, { most: sum.most, error: sum.error + approximationError(q) });
}

/** The error of p = w q + r, an approximation of e^r - 1, if r has an error of `remainder`. */
function errorOfP(tail: Approximation, remainder: number): number {
  return plus(tail, { most: LARGEST_R, error: 0 }).error + Math.exp(LARGEST_R) * remainder;
}

/** n HIGH and its sum with z are exact; n LOW is rounded once, and so is the sum of both, which is below 1/2. */
function remainderError(n: number, { MINUS_LN_2_HIGH, MINUS_LN_2_LOW }: ExactConstants): number {
  const constant = LN_2.plus(precise(MINUS_LN_2_HIGH)).plus(precise(MINUS_LN_2_LOW)).toNumber();
  return Math.abs(n) * (Math.abs(constant) + U * Math.abs(MINUS_LN_2_LOW)) + U / 4;
}

/**
 * The largest |q(r) - (e^r - 1 - r) / r^2|. The difference is a power series whose coefficients are tiny, so its slope
 * is small, and its maximum hardly larger than the largest of many points.
 */
function approximationError(q: readonly number[]): number {
  const POINTS = 20_000;
  const series: number[] = [];
  for (let k = 0, term = precise(1).div(2); k < 24; k++, term = term.div(k + 2)) {
    series.push(
      precise(q[k] ?? 0)
        .minus(term)
        .toNumber(),
    );
  }
  const slope = series.reduce((sum, c, k) => sum + Math.abs(c) * k * LARGEST_R ** (k - 1), 0);
  let largest = 0;
  for (let i = -POINTS; i <= POINTS; i++) {
    const r = (LARGEST_R * i) / POINTS;
    largest = Math.max(largest, Math.abs(series.reduceRight((sum, c) => sum * r + c, 0)));
  }
  return largest + (slope * LARGEST_R) / POINTS;
}

function exactly(value: number): Approximation {
  return { most: Math.abs(value), error: 0 };
}

function times(a: Approximation, b: Approximation): Approximation {
  return rounded(a.most * b.most, a.error * b.most + b.error * a.most + a.error * b.error);
}

function plus(a: Approximation, b: Approximation): Approximation {
  return rounded(a.most + b.most, a.error + b.error);
}

function rounded(most: number, error: number): Approximation {
  return { most: most + error, error: error + U * (most + error) };
}
