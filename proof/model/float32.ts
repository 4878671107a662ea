/**
 * A model of the float32 kernels of assembly/ for one float: the same operations in the same order, hence the same
 * bits. The proofs (proof/verify) are about this model, and the coefficient search computes with it.
 *
 * `fused` selects the rounding of a multiply-add: once (relaxed SIMD on CPUs with that instruction) or twice.
 * src/core/kernels.ts documents `alpha`, `scale` and `divisor`, which are float32 unless noted. `Math.fround` after an
 * operation in float64 is that operation in float32, because float64 has more than twice the digits.
 */
import {
  EXPONENT_MAGIC,
  LINEAR_FROM,
  LOG2_E,
  MINUS_LN_2,
  MINUS_LN_2_HIGH,
  MINUS_LN_2_LOW,
  Q0,
  Q1,
  Q2,
  Q3,
  Q4,
  SATURATION,
} from "../../src/core/constants.js";

const { fround } = Math;

/** The five float32 coefficients of q, lowest power first. */
export type Coefficients = Float32Array;

export const COEFFICIENTS: Coefficients = Float32Array.of(Q0, Q1, Q2, Q3, Q4);

/** 2^n at index n + 127, the exponent field of the float32 2^n; n = -127 gives 0. */
const POWERS = Float64Array.from({ length: 255 }, (_, i) => (i === 0 ? 0 : 2 ** (i - 127)));

/** scale x for x > 0, alpha (e^(x / divisor) - 1) for x <= 0. */
export function forward(
  x: number,
  alpha: number,
  scale: number,
  divisor: number,
  fused: boolean,
  coefficients = COEFFICIENTS,
): number {
  if (divisor === 1) return x < 0 ? negativeForward(x, alpha, fused, coefficients) : fround(x * scale);
  const u = fround(x / divisor);
  return u < LINEAR_FROM ? negativeForward(u, alpha, fused, coefficients) : x;
}

/** alpha (e^u - 1) for u < 0. */
export function negativeForward(u: number, alpha: number, fused: boolean, coefficients = COEFFICIENTS): number {
  const z = Math.max(u, SATURATION);
  const shifted = shiftedExponent(z, EXPONENT_MAGIC, fused);
  const r = remainder(z, shifted, fused);
  return reconstruct(powerOfTwo(shifted), r, polynomial(r, fused, coefficients), alpha, fused);
}

/** n + magic, where n = round(z log2 e). */
export function shiftedExponent(z: number, magic: number, fused: boolean): number {
  return multiplyAdd(z, LOG2_E, magic, fused);
}

/** 2^(shifted - EXPONENT_MAGIC) */
export function powerOfTwo(shifted: number): number {
  return POWERS[(shifted - EXPONENT_MAGIC + 127) | 0];
}

/** r = z - n ln 2, with an error that grows with n. */
export function remainder(z: number, shifted: number, fused: boolean): number {
  return multiplyAdd(shifted - EXPONENT_MAGIC, MINUS_LN_2, z, fused);
}

/** q(r) in Horner's order. */
export function polynomial(r: number, fused: boolean, q = COEFFICIENTS): number {
  const cubic = multiplyAdd(multiplyAdd(q[4], r, q[3], fused), r, q[2], fused);
  return multiplyAdd(multiplyAdd(cubic, r, q[1], fused), r, q[0], fused);
}

/** alpha (e^z - 1) = s (alpha p) + (s alpha - alpha), where alpha p = alpha r + ((alpha r) r) q. */
export function reconstruct(s: number, r: number, q: number, alpha: number, fused: boolean): number {
  const alphaR = fround(alpha * r);
  const alphaP = multiplyAdd(fround(alphaR * r), q, alphaR, fused);
  return multiplyAdd(s, alphaP, fround(fround(s * alpha) - alpha), fused);
}

/** gradOutput times the gradient, `scale` for x > 0 and (alpha / divisor) e^(x / divisor) for x <= 0. */
export function gradientFromInput(
  gradOutput: number,
  x: number,
  alpha: number,
  scale: number,
  divisor: number,
  fused: boolean,
  coefficients = COEFFICIENTS,
): number {
  if (x > 0) return fround(gradOutput * scale);
  const { m, k } = split(fround(alpha / divisor));
  return fround(gradOutput * exponential(fround(x / divisor), m, k, fused, coefficients));
}

const float32 = new Float32Array(1);
const bits = new Int32Array(float32.buffer);

/** slope = m 2^k, 1 <= |m| < 2. A subnormal slope gets k = -127, which makes the gradient 0. */
export function split(slope: number): { m: number; k: number } {
  float32[0] = slope;
  const k = ((bits[0] >>> 23) & 0xff) - 127;
  bits[0] = (bits[0] & 0x807fffff) | 0x3f800000;
  return { m: float32[0], k };
}

/** m 2^k e^u for u <= 0; 0 if that is below 2^-126 or a little above. */
export function exponential(u: number, m: number, k: number, fused: boolean, coefficients = COEFFICIENTS): number {
  const magic = EXPONENT_MAGIC + k;
  const underflow = fround((k + 127) * MINUS_LN_2);
  const z = u < underflow ? underflow : u;
  const shifted = shiftedExponent(z, magic, fused);
  const p = expm1Near0(exactRemainder(z, shifted - magic, fused), fused, coefficients);
  const s = powerOfTwo(shifted) * m;
  return multiplyAdd(s, p, s, fused);
}

/** r = z - n ln 2, with ln 2 in two floats: the product with the first is exact. */
export function exactRemainder(z: number, n: number, fused: boolean): number {
  return multiplyAdd(n, MINUS_LN_2_LOW, multiplyAdd(n, MINUS_LN_2_HIGH, z, fused), fused);
}

/** p = e^r - 1 = r + r^2 q(r) */
export function expm1Near0(r: number, fused: boolean, coefficients = COEFFICIENTS): number {
  return multiplyAdd(fround(r * r), polynomial(r, fused, coefficients), r, fused);
}

/** gradOutput times the gradient, `scale` for y > 0 and (y + alpha) / divisor for y <= 0. `alpha` is a float64. */
export function gradientFromOutput(
  gradOutput: number,
  y: number,
  alpha: number,
  scale: number,
  divisor: number,
): number {
  return fround(gradOutput * (y > 0 ? scale : factorFromOutput(y, alpha, divisor)));
}

/** (y + alpha) / divisor for y <= 0. */
export function factorFromOutput(y: number, alpha: number, divisor: number): number {
  const high = fround(alpha);
  const sum = fround(y + high);
  if (divisor === 1) return fround(sum + fround(alpha - high));
  if (y > fround(-0.5 * high)) return fround(fround(y / divisor) + 1);
  return fround(sum / divisor);
}

/** a b + c, rounded to float32 once or twice. */
function multiplyAdd(a: number, b: number, c: number, fused: boolean): number {
  return fused ? fusedMultiplyAdd(a, b, c) : fround(fround(a * b) + c);
}

/** Factors 1 + NUDGE and 1 - NUDGE move a float64 off the midpoint of two float32. */
const NUDGE = 2 ** -50;

/**
 * a b + c of three float32, rounded to float32 once. The product is exact in float64. Rounding the sum to float64 and
 * then to float32 is wrong only if the first rounding gives the midpoint of two float32: then `mirrored`, which is as
 * far from the sum as `rounded`, is a float32 as well, and the error of the sum (TwoSum) decides.
 */
export function fusedMultiplyAdd(a: number, b: number, c: number): number {
  const product = a * b;
  const sum = product + c;
  const rounded = fround(sum);
  const mirrored = 2 * sum - rounded;
  if (fround(mirrored) !== mirrored) return rounded;
  const added = sum - product;
  const error = product - (sum - added) + (c - added);
  return error === 0 ? rounded : fround(sum * (1 + Math.sign(error) * Math.sign(sum) * NUDGE));
}
