/**
 * e^z of four floats, in the stages that forward and backward share: e^z = s (1 + p), s = 2^n, p = r + r^2 q(r).
 * src/core/constants.ts gives the origin of the constants, docs/kernel.md the derivation. This file fixes the order of
 * the operations, which decides speed and the last bit.
 *
 * Constants are default parameters. Binaryen splats a constant before a loop that uses it more than once, as loops over
 * groups do. A loop that uses a constant once must pass it from a local, otherwise each round splats it again: with the
 * defaults, 15 floats take up to a quarter longer in V8 of Node 26. These locals are declared in Binaryen's order:
 * equal sequences of splats compress to 30 bytes less.
 */
import { multiplyAdd } from "./arithmetic";
import { LOG2_E, MINUS_LN_2, MINUS_LN_2_HIGH, MINUS_LN_2_LOW, Q0, Q1, Q2, Q3, Q4 } from "./v3";

/** Reduce: n + the magic number, where n = round(z log2 e). Its low bits are n + 127. */
// @ts-ignore: decorator
@inline
export function shiftedExponent(z: v128, magic: v128, log2e: v128 = f32x4.splat(LOG2_E)): v128 {
  return multiplyAdd(z, log2e, magic);
}

/**
 * Reduce: r = z - n ln 2, with an error that grows with n. Near 0, where a result depends on all of r, it is exact.
 */
// @ts-ignore: decorator
@inline
export function remainder(
  z: v128,
  shifted: v128,
  magic: v128,
  minusLn2: v128 = f32x4.splat(MINUS_LN_2),
): v128 {
  return multiplyAdd(f32x4.sub(shifted, magic), minusLn2, z);
}

/** Reduce: r, exact for large n as well. The product n LN_2_HIGH and its difference from z are exact. */
// @ts-ignore: decorator
@inline
export function exactRemainder(
  z: v128,
  shifted: v128,
  magic: v128,
  minusLn2High: v128 = f32x4.splat(MINUS_LN_2_HIGH),
  minusLn2Low: v128 = f32x4.splat(MINUS_LN_2_LOW),
): v128 {
  const n = f32x4.sub(shifted, magic);
  return multiplyAdd(n, minusLn2Low, multiplyAdd(n, minusLn2High, z));
}

/** q(r) in Horner's order. */
// @ts-ignore: decorator
@inline
export function q(
  r: v128,
  q0: v128 = f32x4.splat(Q0),
  q1: v128 = f32x4.splat(Q1),
  q2: v128 = f32x4.splat(Q2),
  q3: v128 = f32x4.splat(Q3),
  q4: v128 = f32x4.splat(Q4),
): v128 {
  return multiplyAdd(multiplyAdd(multiplyAdd(multiplyAdd(q4, r, q3), r, q2), r, q1), r, q0);
}

/** Reconstruct: s = 2^n, for n from -126 up; n = -127 gives 0. */
// @ts-ignore: decorator
@inline
export function powerOfTwo(shifted: v128): v128 {
  return i32x4.shl(shifted, 23);
}
