/**
 * ELU, SELU and CELU in WebAssembly SIMD. No branch depends on a float. docs/kernel.md derives the algorithm,
 * src/core/constants.ts the constants.
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
 * x > 0 ? scale x : alpha (e^(x / divisor) - 1). Callers pass literals as flags, so that each call becomes a separate
 * loop: `isMaximum` means scale 1 and 0 < alpha <= 1, `isUnit` alpha 1 as well, `divides` a divisor other than 1.
 *
 * Each stage computes all four vectors of a group before the next stage starts: V8 keeps this order, which keeps its
 * fifteen registers busy. All loads of a group come before its first store, because only then does V8 combine pairs
 * into 256-bit operations. The loop tests its condition at the end: with the test in front, V8 of Node 20 splats
 * constants again in each round, and gradients take 40 % longer.
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
  const magic = f32x4.splat(EXPONENT_MAGIC);
  const saturation = f32x4.splat(SATURATION);
  const linearFrom = f32x4.splat(LINEAR_FROM);
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
      const shifted0 = shiftedExponent(z0, magic);
      const z1 = clamp(u1, saturation, isMaximum);
      const shifted1 = shiftedExponent(z1, magic);
      const z2 = clamp(u2, saturation, isMaximum);
      const shifted2 = shiftedExponent(z2, magic);
      const z3 = clamp(u3, saturation, isMaximum);
      const shifted3 = shiftedExponent(z3, magic);

      const r0 = remainder(z0, shifted0, magic);
      const r1 = remainder(z1, shifted1, magic);
      const r2 = remainder(z2, shifted2, magic);
      const r3 = remainder(z3, shifted3, magic);

      const p0 = polynomial(r0, q(r0), alphas, isUnit);
      const p1 = polynomial(r1, q(r1), alphas, isUnit);
      const p2 = polynomial(r2, q(r2), alphas, isUnit);
      const p3 = polynomial(r3, q(r3), alphas, isUnit);

      const y0 = reconstruct(shifted0, p0, alphas, isUnit);
      const y1 = reconstruct(shifted1, p1, alphas, isUnit);
      const y2 = reconstruct(shifted2, p2, alphas, isUnit);
      const y3 = reconstruct(shifted3, p3, alphas, isUnit);

      v128.store(out, select(x0, u0, y0, scales, linearFrom, isMaximum, divides), 0);
      v128.store(out, select(x1, u1, y1, scales, linearFrom, isMaximum, divides), 16);
      v128.store(out, select(x2, u2, y2, scales, linearFrom, isMaximum, divides), 32);
      v128.store(out, select(x3, u3, y3, scales, linearFrom, isMaximum, divides), 48);
      input += GROUP_BYTES;
      out += GROUP_BYTES;
    } while (input !== end);
  }
}

/**
 * The tail after the last group, one vector at a time. One loop serves all kinds of groups and gives the same bits. Its
 * constants are locals: see stages.ts.
 */
function restLoop(input: usize, out: usize, bytes: usize, alpha: f32, scale: f32, divisor: f32): void {
  const magic = f32x4.splat(EXPONENT_MAGIC);
  const saturation = f32x4.splat(SATURATION);
  const linearFrom = f32x4.splat(divisor === 1 ? 0 : LINEAR_FROM);
  const divisors = f32x4.splat(divisor);
  const alphas = f32x4.splat(alpha);
  const scales = f32x4.splat(scale);
  const log2e = f32x4.splat(LOG2_E);
  const minusLn2 = f32x4.splat(MINUS_LN_2);
  const q4 = f32x4.splat(Q4);
  const q3 = f32x4.splat(Q3);
  const q2 = f32x4.splat(Q2);
  const q1 = f32x4.splat(Q1);
  const q0 = f32x4.splat(Q0);
  do {
    const x = loadUpTo(bytes, input);
    const u = f32x4.div(x, divisors);
    const z = clamp(u, saturation, false);
    const shifted = shiftedExponent(z, magic, log2e);
    const r = remainder(z, shifted, magic, minusLn2);
    const p = polynomial(r, q(r, q0, q1, q2, q3, q4), alphas, false);
    const y = reconstruct(shifted, p, alphas, false);
    storeUpTo(bytes, out, laneSelect(y, f32x4.mul(x, scales), f32x4.lt(u, linearFrom)));
    bytes -= VECTOR_BYTES;
    input += VECTOR_BYTES;
    out += VECTOR_BYTES;
  } while (<isize>bytes > 0);
}

/**
 * Clamp: raises numbers below the saturation to it. With `isMaximum`, it replaces positive numbers and NaN by the
 * saturation as well, whose result is -alpha, so that every result is finite. As integers, negative floats grow from -0
 * to -Infinity, and positive ones are above them: the minimum with the saturation keeps only -0 down to the saturation.
 */
function clamp(u: v128, saturation: v128, isMaximum: bool): v128 {
  return isMaximum ? i32x4.min_s(u, saturation) : f32x4.pmax(u, saturation);
}

/** Polynomial: alpha p = alpha r + ((alpha r) r) q(r). It has one rounding more than p, which both terms share. */
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
 * Select: y for negative x, scale x for all others, so that -0 and NaN keep their bits at scale 1. For 0 < alpha <= 1
 * the maximum selects the same: for negative x, y = alpha (e^x - 1) >= x; for all others y is -alpha, and -0 and NaN
 * are not less than -alpha.
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
