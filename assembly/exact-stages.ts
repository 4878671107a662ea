/**
 * e^z of two numbers in float64, in the stages that forward and backward share: e^z = s (1 + p), s = 2^n, p = w q(r) +
 * r, w = r^2. A vector of four floats is two such pairs, which are rounded once, at the end. The constants and the
 * order of the polynomial stand in src/core/exact-constants.ts.
 *
 * This module is compiled at optimizeLevel 1 and inlines by itself: from level 2 on, Binaryen computes one pair after
 * the other, and V8 of Node 26 takes 30 % longer.
 */

/** Vectors of floats side by side: one takes a third more time, four take a fifth more in V8 of Node 20. */
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

/** The four floats of two pairs. */
// @ts-ignore: decorator
@inline
export function round(low: v128, high: v128): v128 {
  return v128.shuffle<f64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

/** Reduce: n + the magic number, where n = round(z log2 e). Its low bits are n + 1023. */
// @ts-ignore: decorator
@inline
export function shiftedExponent(z: v128, log2e: v128, magic: v128): v128 {
  return multiplyAdd(z, log2e, magic);
}

/** Reduce: r = z - n ln 2 */
// @ts-ignore: decorator
@inline
export function remainder(z: v128, shifted: v128, magic: v128, minusLn2High: v128, minusLn2Low: v128): v128 {
  const n = f64x2.sub(shifted, magic);
  return multiplyAdd(n, minusLn2Low, multiplyAdd(n, minusLn2High, z));
}

/** Reconstruct: s = 2^n */
// @ts-ignore: decorator
@inline
export function powerOfTwo(shifted: v128): v128 {
  return i64x2.shl(shifted, 52);
}
