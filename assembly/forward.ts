/** ELU, SELU and CELU in WebAssembly SIMD: four floats at a time, in a straight line without a branch. */
import { LINEAR_FROM } from "../src/constants";
import { highDoubles, lowDoubles, multiplyAdd, multiplyAddDoubles, select, toFloats } from "./arithmetic";
import { polynomial, powerOfTwo, remainder, shiftedExponent } from "./exp";
import { EXPONENT_MAGIC, LOG2_E, MINUS_LN_2, Q0, Q1, Q2, Q3, Q4, SATURATION } from "./v2";

/** See Kernels in src/kernels.ts. What plain ELU does not need stands in other loops, so that it does not pay for it. */
export function forward(input: usize, output: usize, length: i32, alpha: f64, scale: f32, divisor: f32): void {
  if (divisor != 1) {
    familyLoop(input, output, length, alpha, scale, divisor, true);
  } else if (scale != 1 || !isPowerOfTwo(<f32>alpha)) {
    familyLoop(input, output, length, alpha, scale, divisor, false);
  } else {
    eluLoop(input, output, length, <f32>alpha, !ASC_FEATURE_RELAXED_SIMD);
  }
}

/** Zero counts, too: multiplying by it is exact. */
function isPowerOfTwo(value: f32): bool {
  return (reinterpret<i32>(value) & 0x7fffff) == 0;
}

/**
 * x > 0 ? x : alpha (e^x - 1), where alpha is a power of two, so that float32 is enough.
 *
 * `sideBySide`: four vectors at once, stage by stage. V8 keeps the order that is written here, and with it its fifteen
 * registers busy: a fifth less time than one by one (V8 11.3; newer ones gain less). With relaxed SIMD, whose chains are
 * half as long, one by one is faster.
 */
// @ts-ignore: decorator
@inline
export function eluLoop(input: usize, output: usize, length: i32, alpha: f32, sideBySide: bool): void {
  const log2e = f32x4.splat(LOG2_E);
  const magic = f32x4.splat(EXPONENT_MAGIC);
  const minusLn2 = f32x4.splat(MINUS_LN_2);
  const q0 = f32x4.splat(Q0);
  const q1 = f32x4.splat(Q1);
  const q2 = f32x4.splat(Q2);
  const q3 = f32x4.splat(Q3);
  const q4 = f32x4.splat(Q4);
  const saturation = f32x4.splat(SATURATION);
  const alphas = f32x4.splat(alpha);
  const end = input + (length << 2);

  if (sideBySide) {
    for (const endOfFours = end - (length & 15) * 4; input !== endOfFours; input += 64, output += 64) {
      const x0 = v128.load(input, 0);
      const z0 = f32x4.pmax(x0, saturation);
      const n0 = shiftedExponent(z0, log2e, magic);
      const x1 = v128.load(input, 16);
      const z1 = f32x4.pmax(x1, saturation);
      const n1 = shiftedExponent(z1, log2e, magic);
      const x2 = v128.load(input, 32);
      const z2 = f32x4.pmax(x2, saturation);
      const n2 = shiftedExponent(z2, log2e, magic);
      const x3 = v128.load(input, 48);
      const z3 = f32x4.pmax(x3, saturation);
      const n3 = shiftedExponent(z3, log2e, magic);

      const r0 = remainder(z0, n0, magic, minusLn2);
      const r1 = remainder(z1, n1, magic, minusLn2);
      const r2 = remainder(z2, n2, magic, minusLn2);
      const r3 = remainder(z3, n3, magic, minusLn2);

      const p0 = expm1(r0, q0, q1, q2, q3, q4);
      const p1 = expm1(r1, q0, q1, q2, q3, q4);
      const p2 = expm1(r2, q0, q1, q2, q3, q4);
      const p3 = expm1(r3, q0, q1, q2, q3, q4);

      v128.store(output, eluFrom(x0, n0, p0, alphas), 0);
      v128.store(output, eluFrom(x1, n1, p1, alphas), 16);
      v128.store(output, eluFrom(x2, n2, p2, alphas), 32);
      v128.store(output, eluFrom(x3, n3, p3, alphas), 48);
    }
  }
  for (; input !== end; input += 16, output += 16) {
    const x = v128.load(input);
    const z = f32x4.pmax(x, saturation);
    const n = shiftedExponent(z, log2e, magic);
    const p = expm1(remainder(z, n, magic, minusLn2), q0, q1, q2, q3, q4);
    v128.store(output, eluFrom(x, n, p, alphas));
  }
}

/** p = r + r^2 q(r) */
function expm1(r: v128, q0: v128, q1: v128, q2: v128, q3: v128, q4: v128): v128 {
  const r2 = f32x4.mul(r, r);
  return multiplyAdd(polynomial(r, r2, q0, q1, q2, q3, q4), r2, r);
}

/** s alpha p + (s alpha - alpha); lanes that are not negative keep their bits: x >= 0, -0 and NaN. */
function eluFrom(x: v128, shifted: v128, p: v128, alphas: v128): v128 {
  const slope = f32x4.mul(powerOfTwo(shifted), alphas);
  const negative = multiplyAdd(slope, p, f32x4.sub(slope, alphas));
  return select(negative, x, f32x4.lt(x, f32x4.splat(0)));
}

/**
 * x > 0 ? scale x : alpha (e^(x / divisor) - 1). The last operations are in float64, which leaves one rounding and no
 * underflow, wherever alpha lies.
 */
// @ts-ignore: decorator
@inline
function familyLoop(
  input: usize,
  output: usize,
  length: i32,
  alpha: f64,
  scale: f32,
  divisor: f32,
  divides: bool,
): void {
  const log2e = f32x4.splat(LOG2_E);
  const magic = f32x4.splat(EXPONENT_MAGIC);
  const minusLn2 = f32x4.splat(MINUS_LN_2);
  const q0 = f32x4.splat(Q0);
  const q1 = f32x4.splat(Q1);
  const q2 = f32x4.splat(Q2);
  const q3 = f32x4.splat(Q3);
  const q4 = f32x4.splat(Q4);
  const saturation = f32x4.splat(SATURATION);
  const alphas = f64x2.splat(alpha);

  for (const end = input + (length << 2); input !== end; input += 16, output += 16) {
    const x = v128.load(input);
    const quotient = divides ? f32x4.div(x, f32x4.splat(divisor)) : x;
    const z = f32x4.pmax(quotient, saturation);
    const shifted = shiftedExponent(z, log2e, magic);
    const r = remainder(z, shifted, magic, minusLn2);
    const r2 = f32x4.mul(r, r);
    const tail = f32x4.mul(polynomial(r, r2, q0, q1, q2, q3, q4), r2);

    const s = powerOfTwo(shifted);
    const lowSlope = f64x2.mul(lowDoubles(s), alphas);
    const lowP = f64x2.add(lowDoubles(tail), lowDoubles(r));
    const highSlope = f64x2.mul(highDoubles(s), alphas);
    const highP = f64x2.add(highDoubles(tail), highDoubles(r));
    const negative = toFloats(
      multiplyAddDoubles(lowSlope, lowP, f64x2.sub(lowSlope, alphas)),
      multiplyAddDoubles(highSlope, highP, f64x2.sub(highSlope, alphas)),
    );
    const positive = f32x4.mul(x, f32x4.splat(scale));
    const isNegative = divides ? f32x4.lt(quotient, f32x4.splat(<f32>LINEAR_FROM)) : f32x4.lt(x, f32x4.splat(0));
    v128.store(output, select(negative, positive, isNegative));
  }
}
