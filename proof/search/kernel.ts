/** The kernel for alpha = 1 as a function of its coefficients: the operations of assembly/ in their order. */
import { EXPONENT_MAGIC, LOG2_E, MINUS_LN_2, SATURATION } from "../../src/core/constants.js";

const { fround } = Math;

/** Q0 to Q4. */
export type Coefficients = Float32Array;

/** 2^-k at k, down to the smallest 2^n that the range reduction gives. */
const POWERS_OF_HALF = Float64Array.from({ length: Math.ceil(-SATURATION * LOG2_E) + 1 }, (_, k) => 2 ** -k);

/** n + EXPONENT_MAGIC, where n = round(z log2 e). */
export function shiftedExponent(z: number, fused: boolean): number {
  return multiplyAdd(z, LOG2_E, EXPONENT_MAGIC, fused);
}

/** s = 2^n */
export function powerOfTwo(shifted: number): number {
  return POWERS_OF_HALF[EXPONENT_MAGIC - shifted];
}

/** r = z - n ln 2 */
export function remainder(z: number, shifted: number, fused: boolean): number {
  return multiplyAdd(shifted - EXPONENT_MAGIC, MINUS_LN_2, z, fused);
}

/** e^z - 1 = s p + (s - 1), p = r + r^2 q(r) */
export function expm1(
  s: number,
  r: number,
  q0: number,
  q1: number,
  q2: number,
  q3: number,
  q4: number,
  fused: boolean,
): number {
  const q = multiplyAdd(
    multiplyAdd(multiplyAdd(multiplyAdd(q4, r, q3, fused), r, q2, fused), r, q1, fused),
    r,
    q0,
    fused,
  );
  const p = multiplyAdd(fround(r * r), q, r, fused);
  return multiplyAdd(s, p, fround(s - 1), fused);
}

/**
 * a b + c, fused with one rounding to float32, otherwise with two. In float64 the product is exact; that the sum is
 * rounded twice, first to float64, adds less than 2^-29 ULP to what a fused rounding may miss. Of every float32 from
 * -17.5 to -2^-24 a single one gets another result than from hardware.
 */
function multiplyAdd(a: number, b: number, c: number, fused: boolean): number {
  const product = a * b;
  return fround((fused ? product : fround(product)) + c);
}
