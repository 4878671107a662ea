/**
 * e^z of four floats in the pieces that forward and backward put together: e^z = s (1 + p), s = 2^n, p = r + r^2 q(r). The
 * algorithm is derived beside the constants; here stands the order of the operations, which decides speed and the last
 * bit.
 */
import { multiplyAdd } from "./arithmetic";

/** n + the magic number, where n = round(z log2 e). */
export function shiftedExponent(z: v128, log2e: v128, magic: v128): v128 {
  return multiplyAdd(z, log2e, magic);
}

/** s = 2^n, for n from -126 up; n = -127 gives 0. */
export function powerOfTwo(shifted: v128): v128 {
  return i32x4.shl(shifted, 23);
}

/** r = z - n ln 2, with an error that grows with n: next to 0, where a result depends on all of r, it is exact. */
export function remainder(z: v128, shifted: v128, magic: v128, minusLn2: v128): v128 {
  return multiplyAdd(f32x4.sub(shifted, magic), minusLn2, z);
}

/** r = z - n ln 2, as exact for large n: n LN_2_HIGH has no rounding, and its difference from z neither. */
export function exactRemainder(z: v128, shifted: v128, magic: v128, minusLn2High: v128, minusLn2Low: v128): v128 {
  const n = f32x4.sub(shifted, magic);
  return multiplyAdd(n, minusLn2Low, multiplyAdd(n, minusLn2High, z));
}

/** q(r) in Horner's order. */
export function q(r: v128, q0: v128, q1: v128, q2: v128, q3: v128, q4: v128): v128 {
  return multiplyAdd(multiplyAdd(multiplyAdd(multiplyAdd(q4, r, q3), r, q2), r, q1), r, q0);
}
