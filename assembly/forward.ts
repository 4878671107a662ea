/**
 * ELU, SELU and CELU in WebAssembly SIMD, in a straight line without a branch for any float. The algorithm is derived
 * in docs/kernel.md, its constants in src/core/constants.ts.
 */
import { GROUP_BYTES, laneSelect, multiplyAdd } from "./arithmetic";
import { groupBytes, loadUpTo, restBytes, storeUpTo, VECTOR_BYTES } from "./arrays";
import { powerOfTwo, q, remainder, shiftedExponent } from "./stages";
import { EXPONENT_MAGIC, LINEAR_FROM, LOG2_E, MINUS_LN_2, Q0, Q1, Q2, Q3, Q4, SATURATION } from "./v3";

/** See Kernels in src/core/kernels.ts. */
export function forward(input: usize, out: usize, length: i32, alpha: f32, scale: f32, divisor: f32): void {
  const end = input + groupBytes(length, GROUP_BYTES);
  if (divisor !== 1) groupsLoop(input, out, end, alpha, scale, divisor, false, false, true);
  else if (scale !== 1 || alpha > 1 || alpha <= 0)
    groupsLoop(input, out, end, alpha, scale, divisor, false, false, false);
  else if (alpha !== 1) groupsLoop(input, out, end, alpha, scale, divisor, true, false, false);
  else groupsLoop(input, out, end, alpha, scale, divisor, true, true, false);
  const rest = restBytes(length, GROUP_BYTES);
  if (rest !== 0) restLoop(end, out + groupBytes(length, GROUP_BYTES), rest, alpha, scale, divisor);
}

/**
 * x > 0 ? scale x : alpha (e^(x / divisor) - 1). The flags are literals where this is inlined: `isMaximum` stands for
 * scale 1 and 0 < alpha <= 1, `isUnit` for alpha 1 as well, `divides` for a divisor other than 1.
 *
 * Side by side is stage by stage: V8 keeps the order of operations that is written here, and with it its fifteen
 * registers busy. All loads of a group stand before its first store, or V8 could not make 256-bit operations of pairs.
 * The condition stands at the end: with it in front, V8 of Node 20 makes constants anew in each round, and gradients
 * take 40 % longer.
 */
// @ts-ignore: decorator
@inline
function groupsLoop(
  input: usize,
  out: usize,
  end: usize,
  alpha: f32,
  scale: f32,
  divisor: f32,
  isMaximum: bool,
  isUnit: bool,
  divides: bool,
): void {
  const log2e = f32x4.splat(LOG2_E);
  const magic = f32x4.splat(EXPONENT_MAGIC);
  const minusLn2 = f32x4.splat(MINUS_LN_2);
  const saturation = f32x4.splat(SATURATION);
  const linearFrom = f32x4.splat(LINEAR_FROM);
  const q0 = f32x4.splat(Q0);
  const q1 = f32x4.splat(Q1);
  const q2 = f32x4.splat(Q2);
  const q3 = f32x4.splat(Q3);
  const q4 = f32x4.splat(Q4);
  const alphas = f32x4.splat(alpha);
  const scales = f32x4.splat(scale);
  const divisors = f32x4.splat(divisor);

  if (input !== end) {
    do {
      const x0 = v128.load(input, 0);
      const x1 = v128.load(input, 16);
      const x2 = v128.load(input, 32);
      const x3 = v128.load(input, 48);

      const u0 = divides ? f32x4.div(x0, divisors) : x0;
      const u1 = divides ? f32x4.div(x1, divisors) : x1;
      const u2 = divides ? f32x4.div(x2, divisors) : x2;
      const u3 = divides ? f32x4.div(x3, divisors) : x3;

      const z0 = clamp(u0, saturation, isMaximum);
      const n0 = shiftedExponent(z0, log2e, magic);
      const z1 = clamp(u1, saturation, isMaximum);
      const n1 = shiftedExponent(z1, log2e, magic);
      const z2 = clamp(u2, saturation, isMaximum);
      const n2 = shiftedExponent(z2, log2e, magic);
      const z3 = clamp(u3, saturation, isMaximum);
      const n3 = shiftedExponent(z3, log2e, magic);

      const r0 = remainder(z0, n0, magic, minusLn2);
      const r1 = remainder(z1, n1, magic, minusLn2);
      const r2 = remainder(z2, n2, magic, minusLn2);
      const r3 = remainder(z3, n3, magic, minusLn2);

      const p0 = polynomial(r0, q(r0, q0, q1, q2, q3, q4), alphas, isUnit);
      const p1 = polynomial(r1, q(r1, q0, q1, q2, q3, q4), alphas, isUnit);
      const p2 = polynomial(r2, q(r2, q0, q1, q2, q3, q4), alphas, isUnit);
      const p3 = polynomial(r3, q(r3, q0, q1, q2, q3, q4), alphas, isUnit);

      const y0 = reconstruct(n0, p0, alphas, isUnit);
      const y1 = reconstruct(n1, p1, alphas, isUnit);
      const y2 = reconstruct(n2, p2, alphas, isUnit);
      const y3 = reconstruct(n3, p3, alphas, isUnit);

      v128.store(out, select(x0, u0, y0, scales, linearFrom, isMaximum, divides), 0);
      v128.store(out, select(x1, u1, y1, scales, linearFrom, isMaximum, divides), 16);
      v128.store(out, select(x2, u2, y2, scales, linearFrom, isMaximum, divides), 32);
      v128.store(out, select(x3, u3, y3, scales, linearFrom, isMaximum, divides), 48);
      input += GROUP_BYTES;
      out += GROUP_BYTES;
    } while (input !== end);
  }
}

/** The same of what fills no group: each of the loops has the bits of this one. */
function restLoop(input: usize, out: usize, bytes: usize, alpha: f32, scale: f32, divisor: f32): void {
  const log2e = f32x4.splat(LOG2_E);
  const magic = f32x4.splat(EXPONENT_MAGIC);
  const minusLn2 = f32x4.splat(MINUS_LN_2);
  const saturation = f32x4.splat(SATURATION);
  const linearFrom = f32x4.splat(divisor === 1 ? 0 : LINEAR_FROM);
  const q0 = f32x4.splat(Q0);
  const q1 = f32x4.splat(Q1);
  const q2 = f32x4.splat(Q2);
  const q3 = f32x4.splat(Q3);
  const q4 = f32x4.splat(Q4);
  const alphas = f32x4.splat(alpha);
  const scales = f32x4.splat(scale);
  const divisors = f32x4.splat(divisor);
  do {
    const x = loadUpTo(bytes, input);
    const u = f32x4.div(x, divisors);
    const z = clamp(u, saturation, false);
    const n = shiftedExponent(z, log2e, magic);
    const r = remainder(z, n, magic, minusLn2);
    const p = polynomial(r, q(r, q0, q1, q2, q3, q4), alphas, false);
    const y = reconstruct(n, p, alphas, false);
    storeUpTo(bytes, out, laneSelect(y, f32x4.mul(x, scales), f32x4.lt(u, linearFrom)));
    bytes -= VECTOR_BYTES;
    input += VECTOR_BYTES;
    out += VECTOR_BYTES;
  } while (<isize>bytes > 0);
}

/**
 * Clamp: negative numbers, none below the saturation; of others something finite, so that the result is finite, too. As
 * integers, negative floats grow from -0 downwards, and all others are above them, so that the minimum makes these
 * others the saturation, whose result is -alpha.
 */
function clamp(u: v128, saturation: v128, isMaximum: bool): v128 {
  return isMaximum ? i32x4.min_s(u, saturation) : f32x4.pmax(u, saturation);
}

/** Polynomial: alpha p = alpha r + ((alpha r) r) q(r): one rounding more than p has, which both terms share. */
function polynomial(r: v128, q: v128, alphas: v128, isUnit: bool): v128 {
  const alphaR = isUnit ? r : f32x4.mul(r, alphas);
  return multiplyAdd(f32x4.mul(alphaR, r), q, alphaR);
}

/** Reconstruct: alpha (e^z - 1) = s (alpha p) + (s alpha - alpha) */
function reconstruct(shifted: v128, alphaP: v128, alphas: v128, isUnit: bool): v128 {
  const s = powerOfTwo(shifted);
  return multiplyAdd(s, alphaP, f32x4.sub(isUnit ? s : f32x4.mul(s, alphas), alphas));
}

/**
 * Select: what is not negative keeps its bits, times `scale`: x >= 0, -0 and NaN. For 0 < alpha <= 1 the maximum does
 * that, too: alpha (e^x - 1) >= x, and -alpha where x is not negative; -0 and NaN are not less than anything.
 */
function select(
  x: v128,
  u: v128,
  y: v128,
  scales: v128,
  linearFrom: v128,
  isMaximum: bool,
  divides: bool,
): v128 {
  if (isMaximum) return f32x4.pmax(x, y);
  if (divides) return laneSelect(y, x, f32x4.lt(u, linearFrom));
  return laneSelect(y, f32x4.mul(x, scales), f32x4.lt(x, f32x4.splat(0)));
}
