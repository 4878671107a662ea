/**
 * ELU, SELU and CELU in WebAssembly SIMD: vectors side by side, in a straight line without a branch. The algorithm is
 * derived beside the constants (src/core/constants.ts).
 */
import { GROUP_BYTES, multiplyAdd, SIDE_BY_SIDE, select } from "./arithmetic";
import { powerOfTwo, q, remainder, shiftedExponent } from "./exp";
import { EXPONENT_MAGIC, LINEAR_FROM, LOG2_E, MINUS_LN_2, Q0, Q1, Q2, Q3, Q4, SATURATION } from "./v2";

/** See Kernels in src/core/kernels.ts. The constants are made here, once for the three loops, which saves 300 bytes. */
export function forward(input: usize, output: usize, length: i32, alpha: f32, scale: f32, divisor: f32): void {
  const log2e = f32x4.splat(LOG2_E);
  const magic = f32x4.splat(EXPONENT_MAGIC);
  const minusLn2 = f32x4.splat(MINUS_LN_2);
  const saturation = f32x4.splat(SATURATION);
  const q0 = f32x4.splat(Q0);
  const q1 = f32x4.splat(Q1);
  const q2 = f32x4.splat(Q2);
  const q3 = f32x4.splat(Q3);
  const q4 = f32x4.splat(Q4);
  const alphas = f32x4.splat(alpha);
  const scales = f32x4.splat(scale);
  const divisors = f32x4.splat(divisor);
  const linearFrom = f32x4.splat(LINEAR_FROM);
  const end = input + (length << 2);
  if (divisor !== 1)
    forwardLoop(
      input,
      output,
      end,
      false,
      true,
      log2e,
      magic,
      minusLn2,
      saturation,
      q0,
      q1,
      q2,
      q3,
      q4,
      alphas,
      scales,
      divisors,
      linearFrom,
    );
  else if (alpha !== 1 || scale !== 1)
    forwardLoop(
      input,
      output,
      end,
      false,
      false,
      log2e,
      magic,
      minusLn2,
      saturation,
      q0,
      q1,
      q2,
      q3,
      q4,
      alphas,
      scales,
      divisors,
      linearFrom,
    );
  else
    forwardLoop(
      input,
      output,
      end,
      true,
      false,
      log2e,
      magic,
      minusLn2,
      saturation,
      q0,
      q1,
      q2,
      q3,
      q4,
      alphas,
      scales,
      divisors,
      linearFrom,
    );
}

/**
 * x > 0 ? scale x : alpha (e^(x / divisor) - 1), in groups of vectors. `isUnit` stands for alpha = scale = 1, `divides` for a
 * divisor other than 1; both are constants where this is inlined.
 *
 * Side by side is stage by stage: V8 keeps the order that is written here, and with it its fifteen registers busy. All
 * loads stand before the first store, or V8 could not make 256-bit operations of pairs.
 */
// @ts-ignore: decorator
@inline
function forwardLoop(
  input: usize,
  output: usize,
  end: usize,
  isUnit: bool,
  divides: bool,
  log2e: v128,
  magic: v128,
  minusLn2: v128,
  saturation: v128,
  q0: v128,
  q1: v128,
  q2: v128,
  q3: v128,
  q4: v128,
  alphas: v128,
  scales: v128,
  divisors: v128,
  linearFrom: v128,
): void {
  for (; input !== end; input += GROUP_BYTES, output += GROUP_BYTES) {
    const x0 = v128.load(input, 0);
    const x1 = v128.load(input, 16);
    const x2 = SIDE_BY_SIDE === 4 ? v128.load(input, 32) : x0;
    const x3 = SIDE_BY_SIDE === 4 ? v128.load(input, 48) : x1;

    const u0 = divides ? f32x4.div(x0, divisors) : x0;
    const u1 = divides ? f32x4.div(x1, divisors) : x1;
    const u2 = divides ? f32x4.div(x2, divisors) : x2;
    const u3 = divides ? f32x4.div(x3, divisors) : x3;

    const z0 = clamp(u0, saturation, isUnit);
    const n0 = shiftedExponent(z0, log2e, magic);
    const z1 = clamp(u1, saturation, isUnit);
    const n1 = shiftedExponent(z1, log2e, magic);
    const z2 = clamp(u2, saturation, isUnit);
    const n2 = shiftedExponent(z2, log2e, magic);
    const z3 = clamp(u3, saturation, isUnit);
    const n3 = shiftedExponent(z3, log2e, magic);

    const r0 = remainder(z0, n0, magic, minusLn2);
    const r1 = remainder(z1, n1, magic, minusLn2);
    const r2 = remainder(z2, n2, magic, minusLn2);
    const r3 = remainder(z3, n3, magic, minusLn2);

    const p0 = expm1(r0, q(r0, q0, q1, q2, q3, q4), alphas, isUnit);
    const p1 = expm1(r1, q(r1, q0, q1, q2, q3, q4), alphas, isUnit);
    const p2 = expm1(r2, q(r2, q0, q1, q2, q3, q4), alphas, isUnit);
    const p3 = expm1(r3, q(r3, q0, q1, q2, q3, q4), alphas, isUnit);

    const y0 = scaleBack(n0, p0, alphas, isUnit);
    const y1 = scaleBack(n1, p1, alphas, isUnit);
    const y2 = scaleBack(n2, p2, alphas, isUnit);
    const y3 = scaleBack(n3, p3, alphas, isUnit);

    v128.store(output, choose(x0, u0, y0, scales, linearFrom, isUnit, divides), 0);
    v128.store(output, choose(x1, u1, y1, scales, linearFrom, isUnit, divides), 16);
    if (SIDE_BY_SIDE === 4) {
      v128.store(output, choose(x2, u2, y2, scales, linearFrom, isUnit, divides), 32);
      v128.store(output, choose(x3, u3, y3, scales, linearFrom, isUnit, divides), 48);
    }
  }
}

/**
 * Negative numbers, none below the saturation; of others something finite, in order that the result is, too. As integers,
 * negative floats grow from -0 downwards, and all others are above them: so for alpha = 1 these become the saturation.
 */
export function clamp(u: v128, saturation: v128, isUnit: bool): v128 {
  return isUnit ? i32x4.min_s(u, saturation) : f32x4.pmax(u, saturation);
}

/** alpha p = alpha r + ((alpha r) r) q(r): one rounding more than p has, which both terms share. */
export function expm1(r: v128, q: v128, alphas: v128, isUnit: bool): v128 {
  const alphaR = isUnit ? r : f32x4.mul(r, alphas);
  return multiplyAdd(f32x4.mul(alphaR, r), q, alphaR);
}

/** alpha (e^z - 1) = s (alpha p) + (s alpha - alpha) */
export function scaleBack(shifted: v128, alphaP: v128, alphas: v128, isUnit: bool): v128 {
  const s = powerOfTwo(shifted);
  return multiplyAdd(s, alphaP, f32x4.sub(isUnit ? s : f32x4.mul(s, alphas), alphas));
}

/**
 * What is not negative keeps its bits, times `scale`: x >= 0, -0 and NaN. For alpha = 1 the maximum does that, too, since
 * e^x - 1 >= x, and -1 where x is not negative; -0 and NaN are not less than anything.
 */
export function choose(x: v128, u: v128, y: v128, scales: v128, linearFrom: v128, isUnit: bool, divides: bool): v128 {
  if (isUnit) return f32x4.pmax(x, y);
  if (divides) return select(y, x, f32x4.lt(u, linearFrom));
  return select(y, f32x4.mul(x, scales), f32x4.lt(x, f32x4.splat(0)));
}
