/**
 * What the SIMD kernel is compared with: the same ELU one float and one vector at a time, the loop of the first release,
 * and two limits, ReLU and a plain copy. Built beside the package for tests and benches, never part of it.
 */
import { multiplyAdd, select } from "./arithmetic";
import { powerOfTwo, q, remainder, shiftedExponent } from "./exp";
import { choose, clamp, expm1, scaleBack } from "./forward";
import { EXPONENT_MAGIC, LOG2_E, MINUS_LN_2, Q0, Q1, Q2, Q3, Q4, SATURATION } from "./v2";

/** ELU with alpha = 1 in SIMD as the kernel would be if its vectors went one by one. */
export function eluOneByOne(input: usize, output: usize, length: i32): void {
  const log2e = f32x4.splat(LOG2_E);
  const magic = f32x4.splat(EXPONENT_MAGIC);
  const minusLn2 = f32x4.splat(MINUS_LN_2);
  const q0 = f32x4.splat(Q0);
  const q1 = f32x4.splat(Q1);
  const q2 = f32x4.splat(Q2);
  const q3 = f32x4.splat(Q3);
  const q4 = f32x4.splat(Q4);
  const saturation = f32x4.splat(SATURATION);
  const one = f32x4.splat(1);
  for (const end = input + (length << 2); input !== end; input += 16, output += 16) {
    const x = v128.load(input);
    const z = clamp(x, saturation, true);
    const n = shiftedExponent(z, log2e, magic);
    const r = remainder(z, n, magic, minusLn2);
    const p = expm1(r, q(r, q0, q1, q2, q3, q4), one, true);
    v128.store(output, choose(x, x, scaleBack(n, p, one, true), one, one, true, false));
  }
}

/**
 * ELU with alpha = 1 as in 0.1.0, which all times are measured by: a comparison and a select in place of the maximum, q in
 * Estrin's order; four vectors side by side, and with relaxed SIMD one by one.
 */
export function eluOfFirstRelease(input: usize, output: usize, length: i32, alpha: f32): void {
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
  if (!ASC_FEATURE_RELAXED_SIMD) {
    for (; input !== end; input += 64, output += 64) {
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

      const p0 = expm1OfFirstRelease(r0, q0, q1, q2, q3, q4);
      const p1 = expm1OfFirstRelease(r1, q0, q1, q2, q3, q4);
      const p2 = expm1OfFirstRelease(r2, q0, q1, q2, q3, q4);
      const p3 = expm1OfFirstRelease(r3, q0, q1, q2, q3, q4);

      v128.store(output, eluFromFirstRelease(x0, n0, p0, alphas), 0);
      v128.store(output, eluFromFirstRelease(x1, n1, p1, alphas), 16);
      v128.store(output, eluFromFirstRelease(x2, n2, p2, alphas), 32);
      v128.store(output, eluFromFirstRelease(x3, n3, p3, alphas), 48);
    }
    return;
  }
  // With the condition in front, V8 of Node 20 makes the constants anew for every vector: 0.46 ns per float, not 0.36.
  do {
    const x = v128.load(input);
    const z = f32x4.pmax(x, saturation);
    const n = shiftedExponent(z, log2e, magic);
    const p = expm1OfFirstRelease(remainder(z, n, magic, minusLn2), q0, q1, q2, q3, q4);
    v128.store(output, eluFromFirstRelease(x, n, p, alphas));
    input += 16;
    output += 16;
  } while (input !== end);
}

function expm1OfFirstRelease(r: v128, q0: v128, q1: v128, q2: v128, q3: v128, q4: v128): v128 {
  const r2 = f32x4.mul(r, r);
  const q12 = multiplyAdd(q2, r, q1);
  const q34 = multiplyAdd(q4, r, q3);
  return multiplyAdd(multiplyAdd(multiplyAdd(q34, r2, q12), r, q0), r2, r);
}

function eluFromFirstRelease(x: v128, shifted: v128, p: v128, alphas: v128): v128 {
  const slope = f32x4.mul(powerOfTwo(shifted), alphas);
  return select(multiplyAdd(slope, p, f32x4.sub(slope, alphas)), x, f32x4.lt(x, f32x4.splat(0)));
}

/** ELU without SIMD, the same bits. */
export function elu(input: usize, output: usize, length: i32, alpha: f32): void {
  for (const end = input + (length << 2); input !== end; input += 4, output += 4) {
    store<f32>(output, eluOfFloat(load<f32>(input), alpha));
  }
}

function eluOfFloat(x: f32, alpha: f32): f32 {
  if (!(x < 0)) return x;
  const z = max<f32>(x, SATURATION);
  const t = z * LOG2_E + EXPONENT_MAGIC;
  const s = reinterpret<f32>(reinterpret<i32>(t) << 23);
  const r = (t - EXPONENT_MAGIC) * MINUS_LN_2 + z;
  const alphaR = alpha * r;
  const alphaP = alphaR * r * ((((Q4 * r + Q3) * r + Q2) * r + Q1) * r + Q0) + alphaR;
  return s * alphaP + (s * alpha - alpha);
}

/** max(x, 0) in SIMD: the activation that ELU is said to be slower than. */
export function relu(input: usize, output: usize, length: i32): void {
  const zero = f32x4.splat(0);
  for (const end = input + (length << 2); input !== end; input += 16, output += 16) {
    v128.store(output, f32x4.pmax(v128.load(input), zero));
  }
}

/** Reads and writes as much as ELU does, and computes nothing. */
export function copy(input: usize, output: usize, length: i32): void {
  memory.copy(output, input, (<usize>length) << 2);
}
