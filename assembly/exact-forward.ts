/**
 * ELU, SELU and CELU with one rounding, in WebAssembly SIMD. All operations are in float64, and no branch depends on a
 * float. Structured like forward.ts.
 */
import { groupBytes, loadUpTo, restBytes, storeUpTo, VECTOR_BYTES } from "./arrays";
import {
  GROUP_BYTES,
  highPair,
  lowPair,
  multiplyAdd,
  polynomial,
  powerOfTwo,
  q,
  remainder,
  round,
  shiftedExponent,
} from "./exact-stages";
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
  SATURATION,
} from "./exact1";

/** See Kernels in src/core/kernels.ts. */
export function forward(input: usize, out: usize, length: i32, alpha: f64, scale: f64, divisor: f64): void {
  const done = groupBytes(length, GROUP_BYTES);
  const end = input + done;
  if (divisor !== 1) groupsLoop(input, out, end, alpha, scale, divisor, false, false, false, true);
  else if (scale !== 1) groupsLoop(input, out, end, alpha, scale, divisor, false, false, true, false);
  else if (alpha > 1 || alpha <= 0) groupsLoop(input, out, end, alpha, scale, divisor, false, false, false, false);
  else if (alpha !== 1) groupsLoop(input, out, end, alpha, scale, divisor, true, false, false, false);
  else groupsLoop(input, out, end, alpha, scale, divisor, true, true, false, false);
  const rest = restBytes(length, GROUP_BYTES);
  if (rest !== 0) restLoop(end, out + done, rest, alpha, scale, divisor);
}

/**
 * x < 0 ? alpha (e^(x / divisor) - 1) : scale x. Callers pass literals as flags: `isMaximum` means scale 1 and
 * 0 < alpha <= 1, `isUnit` alpha 1 as well, `isScaled` a scale other than 1, `divides` a divisor other than 1.
 */
// @ts-ignore: decorator
@inline
function groupsLoop(
  input: usize,
  out: usize,
  end: usize,
  alpha: f64,
  scale: f64,
  divisor: f64,
  isMaximum: bool,
  isUnit: bool,
  isScaled: bool,
  divides: bool,
): void {
  const log2e = f64x2.splat(LOG2_E);
  const magic = f64x2.splat(EXPONENT_MAGIC);
  const minusLn2High = f64x2.splat(MINUS_LN_2_HIGH);
  const minusLn2Low = f64x2.splat(MINUS_LN_2_LOW);
  const q0 = f64x2.splat(Q0);
  const q1 = f64x2.splat(Q1);
  const q2 = f64x2.splat(Q2);
  const q3 = f64x2.splat(Q3);
  const q4 = f64x2.splat(Q4);
  const q5 = f64x2.splat(Q5);
  const q6 = f64x2.splat(Q6);
  const q7 = f64x2.splat(Q7);
  const q8 = f64x2.splat(Q8);
  const q9 = f64x2.splat(Q9);
  const one = f64x2.splat(Q0 + Q0);
  const saturation = f32x4.splat(<f32>SATURATION);
  const saturations = f64x2.splat(SATURATION);
  const alphas = f64x2.splat(alpha);
  const scales = f64x2.splat(scale);
  const divisors = f64x2.splat(divisor);

  if (input !== end) {
    do {
      const x0 = v128.load(input, 0);
      const x1 = v128.load(input, 16);

      const clamped0 = isMaximum ? i32x4.min_s(x0, saturation) : f32x4.pmax(x0, saturation);
      const clamped1 = isMaximum ? i32x4.min_s(x1, saturation) : f32x4.pmax(x1, saturation);
      const z0 = divides ? quotient(lowPair(x0), divisors, saturations) : lowPair(clamped0);
      const shifted0 = shiftedExponent(z0, log2e, magic);
      const z1 = divides ? quotient(highPair(x0), divisors, saturations) : highPair(clamped0);
      const shifted1 = shiftedExponent(z1, log2e, magic);
      const z2 = divides ? quotient(lowPair(x1), divisors, saturations) : lowPair(clamped1);
      const shifted2 = shiftedExponent(z2, log2e, magic);
      const z3 = divides ? quotient(highPair(x1), divisors, saturations) : highPair(clamped1);
      const shifted3 = shiftedExponent(z3, log2e, magic);

      const r0 = remainder(z0, shifted0, magic, minusLn2High, minusLn2Low);
      const r1 = remainder(z1, shifted1, magic, minusLn2High, minusLn2Low);
      const r2 = remainder(z2, shifted2, magic, minusLn2High, minusLn2Low);
      const r3 = remainder(z3, shifted3, magic, minusLn2High, minusLn2Low);

      const p0 = polynomial(r0, q(r0, q0, q1, q2, q3, q4, q5, q6, q7, q8, q9));
      const p1 = polynomial(r1, q(r1, q0, q1, q2, q3, q4, q5, q6, q7, q8, q9));
      const p2 = polynomial(r2, q(r2, q0, q1, q2, q3, q4, q5, q6, q7, q8, q9));
      const p3 = polynomial(r3, q(r3, q0, q1, q2, q3, q4, q5, q6, q7, q8, q9));

      const y0 = reconstruct(shifted0, p0, alphas, one, isUnit);
      const y1 = reconstruct(shifted1, p1, alphas, one, isUnit);
      const y2 = reconstruct(shifted2, p2, alphas, one, isUnit);
      const y3 = reconstruct(shifted3, p3, alphas, one, isUnit);
      v128.store(out, select(x0, round(y0, y1), scales, isMaximum, isScaled), 0);
      v128.store(out, select(x1, round(y2, y3), scales, isMaximum, isScaled), 16);

      input += GROUP_BYTES;
      out += GROUP_BYTES;
    } while (input !== end);
  }
}

/** The tail after the last group, one vector at a time. One loop serves all kinds of groups and gives the same bits. */
function restLoop(input: usize, out: usize, bytes: usize, alpha: f64, scale: f64, divisor: f64): void {
  const one = f64x2.splat(Q0 + Q0);
  const saturations = f64x2.splat(SATURATION);
  const alphas = f64x2.splat(alpha);
  const scales = f64x2.splat(scale);
  const divisors = f64x2.splat(divisor);

  do {
    const x = loadUpTo(bytes, input);

    const zLow = quotient(lowPair(x), divisors, saturations);
    const shiftedLow = shiftedExponent(zLow);
    const zHigh = quotient(highPair(x), divisors, saturations);
    const shiftedHigh = shiftedExponent(zHigh);

    const rLow = remainder(zLow, shiftedLow);
    const rHigh = remainder(zHigh, shiftedHigh);

    const pLow = polynomial(rLow, q(rLow));
    const pHigh = polynomial(rHigh, q(rHigh));

    const yLow = reconstruct(shiftedLow, pLow, alphas, one, false);
    const yHigh = reconstruct(shiftedHigh, pHigh, alphas, one, false);
    storeUpTo(bytes, out, select(x, round(yLow, yHigh), scales, false, true));

    bytes -= VECTOR_BYTES;
    input += VECTOR_BYTES;
    out += VECTOR_BYTES;
  } while (<isize>bytes > 0);
}

/** Clamp: x / divisor, raised to the saturation if it is below. */
// @ts-ignore: decorator
@inline
function quotient(x: v128, divisors: v128, saturations: v128): v128 {
  return f64x2.pmax(f64x2.div(x, divisors), saturations);
}

/** Reconstruct: alpha (s p + (s - 1)) */
// @ts-ignore: decorator
@inline
function reconstruct(shifted: v128, p: v128, alphas: v128, one: v128, isUnit: bool): v128 {
  const s = powerOfTwo(shifted);
  const y = multiplyAdd(s, p, f64x2.sub(s, one));
  return isUnit ? y : f64x2.mul(y, alphas);
}

/** Select: as in forward.ts. */
// @ts-ignore: decorator
@inline
function select(x: v128, y: v128, scales: v128, isMaximum: bool, isScaled: bool): v128 {
  if (isMaximum) return f32x4.pmax(x, y);
  const positive = isScaled ? round(f64x2.mul(lowPair(x), scales), f64x2.mul(highPair(x), scales)) : x;
  return v128.bitselect(y, positive, f32x4.lt(x, f32x4.splat(0)));
}
