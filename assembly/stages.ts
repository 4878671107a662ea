/**
 * e^z of four floats, in the stages that forward and backward share: e^z = s (1 + p), s = 2^n, p = r + r^2 q(r). The
 * constants' origin stands beside them (src/core/constants.ts), the derivation in docs/kernel.md. Here stands the order
 * of the operations, which decides speed and the last bit.
 */
import { multiplyAdd } from "./arithmetic";

/** Reduce: n + the magic number, where n = round(z log2 e). Its low bits are n + 127. */
export function shiftedExponent(z: v128, log2e: v128, magic: v128): v128 {
  return multiplyAdd(z, log2e, magic);
}

/**
 * Reduce: r = z - n ln 2, with an error that grows with n. Next to 0, where a result depends on all of r, it is exact.
 */
export function remainder(z: v128, shifted: v128, magic: v128, minusLn2: v128): v128 {
  return multiplyAdd(f32x4.sub(shifted, magic), minusLn2, z);
}

/** Reduce: r, as exact for large n. n LN_2_HIGH has no rounding, and neither has its difference from z. */
export function exactRemainder(z: v128, shifted: v128, magic: v128, minusLn2High: v128, minusLn2Low: v128): v128 {
  const n = f32x4.sub(shifted, magic);
  return multiplyAdd(n, minusLn2Low, multiplyAdd(n, minusLn2High, z));
}

/** q(r) in Horner's order. */
export function q(r: v128, q0: v128, q1: v128, q2: v128, q3: v128, q4: v128): v128 {
  return multiplyAdd(multiplyAdd(multiplyAdd(multiplyAdd(q4, r, q3), r, q2), r, q1), r, q0);
}

/** Reconstruct: s = 2^n, for n from -126 up; n = -127 gives 0. */
export function powerOfTwo(shifted: v128): v128 {
  return i32x4.shl(shifted, 23);
}
