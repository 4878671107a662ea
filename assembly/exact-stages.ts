/**
 * e^z of two numbers in float64, in the stages that forward and backward share: e^z = s (1 + p), s = 2^n, p = w q(r) +
 * r, w = r^2. A vector of four floats makes two such pairs, which are rounded once, at the end.
 * src/core/exact-constants.ts has the constants and the order of the polynomial.
 *
 * Binaryen may reorder these operations, and V8 keeps Binaryen's order. asconfig.json therefore compiles this module at
 * optimizeLevel 1, and decorators inline all functions: from level 2 on, Binaryen computes one pair after the other,
 * and V8 of Node 26 takes 30 to 50 % longer. Two passes then remove branches on flags that are literals.
 *
 * Constants are default parameters, as in stages.ts, but level 1 does not hoist them out of loops. Loops over groups
 * therefore pass them from locals: with the defaults, V8 of Node 26 takes up to twice as long.
 */
import {
  EXPONENT_MAGIC,
  LOG2_E,
  MINUS_LN_2_HIGH,
  MINUS_LN_2_LOW,
  Q0,
  Q1,
  Q2,
  Q3,
  Q4,
  Q5,
  Q6,
  Q7,
  Q8,
  Q9,
} from "./exact1";

/** The unroll factor is two vectors: one takes a third more time, four take a fifth more in V8 of Node 20. */
export const GROUP_BYTES: usize = 32;

/** a b + c, rounded twice. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return f64x2.add(f64x2.mul(a, b), c);
}

/** The first two of four floats, in float64. */
// @ts-ignore: decorator
@inline
export function lowPair(floats: v128): v128 {
  return f64x2.promote_low_f32x4(floats);
}

/** The last two of four floats, in float64. */
// @ts-ignore: decorator
@inline
export function highPair(floats: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f64>(floats, floats, 1, 1));
}

/** Rounds two pairs to four floats. */
// @ts-ignore: decorator
@inline
export function round(low: v128, high: v128): v128 {
  return v128.shuffle<f64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

/** Reduce: n + the magic number, where n = round(z log2 e). Its low bits are n + 1023. */
// @ts-ignore: decorator
@inline
export function shiftedExponent(
  z: v128,
  log2e: v128 = f64x2.splat(LOG2_E),
  magic: v128 = f64x2.splat(EXPONENT_MAGIC),
): v128 {
  return multiplyAdd(z, log2e, magic);
}

/** Reduce: r = z - n ln 2 */
// @ts-ignore: decorator
@inline
export function remainder(
  z: v128,
  shifted: v128,
  magic: v128 = f64x2.splat(EXPONENT_MAGIC),
  minusLn2High: v128 = f64x2.splat(MINUS_LN_2_HIGH),
  minusLn2Low: v128 = f64x2.splat(MINUS_LN_2_LOW),
): v128 {
  const n = f64x2.sub(shifted, magic);
  return multiplyAdd(n, minusLn2Low, multiplyAdd(n, minusLn2High, z));
}

/** q(r), in pairs and then Horner's order in w. */
// @ts-ignore: decorator
@inline
export function q(
  r: v128,
  q0: v128 = f64x2.splat(Q0),
  q1: v128 = f64x2.splat(Q1),
  q2: v128 = f64x2.splat(Q2),
  q3: v128 = f64x2.splat(Q3),
  q4: v128 = f64x2.splat(Q4),
  q5: v128 = f64x2.splat(Q5),
  q6: v128 = f64x2.splat(Q6),
  q7: v128 = f64x2.splat(Q7),
  q8: v128 = f64x2.splat(Q8),
  q9: v128 = f64x2.splat(Q9),
): v128 {
  const w = f64x2.mul(r, r);
  const a = multiplyAdd(multiplyAdd(r, q9, q8), w, multiplyAdd(r, q7, q6));
  const b = multiplyAdd(a, w, multiplyAdd(r, q5, q4));
  const c = multiplyAdd(b, w, multiplyAdd(r, q3, q2));
  return multiplyAdd(c, w, multiplyAdd(r, q1, q0));
}

/**
 * Polynomial: p = w q(r) + r. It computes w again, and V8 removes the repetition. With w from a local, Binaryen moves
 * remainders of the forward behind the first polynomial, and V8 of Node 26 takes 17 % longer.
 */
// @ts-ignore: decorator
@inline
export function polynomial(r: v128, q: v128): v128 {
  return multiplyAdd(f64x2.mul(r, r), q, r);
}

/** Reconstruct: s = 2^n */
// @ts-ignore: decorator
@inline
export function powerOfTwo(shifted: v128): v128 {
  return i64x2.shl(shifted, 52);
}
