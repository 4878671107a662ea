/** Gradients of ELU, SELU and CELU with one rounding, in WebAssembly SIMD. Structured like backward.ts. */
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
  SELU_SCALED_ALPHA,
  SELU_SCALED_ALPHA_LOW,
  UNDERFLOW,
} from "./exact1";

/** See Kernels in src/core/kernels.ts. */
export function backwardFromInput(
  gradOutput: usize,
  input: usize,
  out: usize,
  length: i32,
  alpha: f64,
  scale: f64,
  divisor: f64,
): void {
  const done = groupBytes(length, GROUP_BYTES);
  const end = gradOutput + done;
  if (divisor !== 1) fromInputGroups(gradOutput, input, out, end, alpha, scale, divisor, true);
  else fromInputGroups(gradOutput, input, out, end, alpha, scale, divisor, false);
  const rest = restBytes(length, GROUP_BYTES);
  if (rest !== 0) fromInputRest(end, input + done, out + done, rest, alpha, scale, divisor);
}

/** gradOutput (x > 0 ? scale : alpha / divisor e^(x / divisor)). Callers pass a literal as `divides`. */
// @ts-ignore: decorator
@inline
function fromInputGroups(
  gradOutput: usize,
  input: usize,
  out: usize,
  end: usize,
  alpha: f64,
  scale: f64,
  divisor: f64,
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
  const underflow = f64x2.splat(UNDERFLOW);
  const slopes = f64x2.splat(alpha / divisor);
  const scales = f64x2.splat(scale);
  const divisors = f64x2.splat(divisor);

  if (gradOutput !== end) {
    do {
      const g0 = v128.load(gradOutput, 0);
      const g1 = v128.load(gradOutput, 16);
      const vector0 = v128.load(input, 0);
      const vector1 = v128.load(input, 16);

      const x0 = lowPair(vector0);
      const z0 = f64x2.pmax(divides ? f64x2.div(x0, divisors) : x0, underflow);
      const shifted0 = shiftedExponent(z0, log2e, magic);
      const x1 = highPair(vector0);
      const z1 = f64x2.pmax(divides ? f64x2.div(x1, divisors) : x1, underflow);
      const shifted1 = shiftedExponent(z1, log2e, magic);
      const x2 = lowPair(vector1);
      const z2 = f64x2.pmax(divides ? f64x2.div(x2, divisors) : x2, underflow);
      const shifted2 = shiftedExponent(z2, log2e, magic);
      const x3 = highPair(vector1);
      const z3 = f64x2.pmax(divides ? f64x2.div(x3, divisors) : x3, underflow);
      const shifted3 = shiftedExponent(z3, log2e, magic);

      const r0 = remainder(z0, shifted0, magic, minusLn2High, minusLn2Low);
      const r1 = remainder(z1, shifted1, magic, minusLn2High, minusLn2Low);
      const r2 = remainder(z2, shifted2, magic, minusLn2High, minusLn2Low);
      const r3 = remainder(z3, shifted3, magic, minusLn2High, minusLn2Low);

      const p0 = polynomial(r0, q(r0, q0, q1, q2, q3, q4, q5, q6, q7, q8, q9));
      const p1 = polynomial(r1, q(r1, q0, q1, q2, q3, q4, q5, q6, q7, q8, q9));
      const p2 = polynomial(r2, q(r2, q0, q1, q2, q3, q4, q5, q6, q7, q8, q9));
      const p3 = polynomial(r3, q(r3, q0, q1, q2, q3, q4, q5, q6, q7, q8, q9));

      const factor0 = reconstruct(shifted0, p0, slopes);
      const factor1 = reconstruct(shifted1, p1, slopes);
      const factor2 = reconstruct(shifted2, p2, slopes);
      const factor3 = reconstruct(shifted3, p3, slopes);
      v128.store(out, select(g0, x0, x1, factor0, factor1, scales), 0);
      v128.store(out, select(g1, x2, x3, factor2, factor3, scales), 16);

      gradOutput += GROUP_BYTES;
      input += GROUP_BYTES;
      out += GROUP_BYTES;
    } while (gradOutput !== end);
  }
}

/** The tail after the last group, one vector at a time. */
function fromInputRest(
  gradOutput: usize,
  input: usize,
  out: usize,
  bytes: usize,
  alpha: f64,
  scale: f64,
  divisor: f64,
): void {
  const underflow = f64x2.splat(UNDERFLOW);
  const slopes = f64x2.splat(alpha / divisor);
  const scales = f64x2.splat(scale);
  const divisors = f64x2.splat(divisor);

  do {
    const g = loadUpTo(bytes, gradOutput);
    const vector = loadUpTo(bytes, input);

    const xLow = lowPair(vector);
    const zLow = f64x2.pmax(f64x2.div(xLow, divisors), underflow);
    const shiftedLow = shiftedExponent(zLow);
    const xHigh = highPair(vector);
    const zHigh = f64x2.pmax(f64x2.div(xHigh, divisors), underflow);
    const shiftedHigh = shiftedExponent(zHigh);

    const rLow = remainder(zLow, shiftedLow);
    const rHigh = remainder(zHigh, shiftedHigh);

    const pLow = polynomial(rLow, q(rLow));
    const pHigh = polynomial(rHigh, q(rHigh));

    const factorLow = reconstruct(shiftedLow, pLow, slopes);
    const factorHigh = reconstruct(shiftedHigh, pHigh, slopes);
    storeUpTo(bytes, out, select(g, xLow, xHigh, factorLow, factorHigh, scales));

    bytes -= VECTOR_BYTES;
    gradOutput += VECTOR_BYTES;
    input += VECTOR_BYTES;
    out += VECTOR_BYTES;
  } while (<isize>bytes > 0);
}

/** Reconstruct: slope (s p + s) */
// @ts-ignore: decorator
@inline
function reconstruct(shifted: v128, p: v128, slopes: v128): v128 {
  const s = powerOfTwo(shifted);
  return f64x2.mul(multiplyAdd(s, p, s), slopes);
}

/** Select, for four floats: gradOutput (saved > 0 ? scale : factor) */
// @ts-ignore: decorator
@inline
function select(g: v128, savedLow: v128, savedHigh: v128, factorLow: v128, factorHigh: v128, scales: v128): v128 {
  const zero = f64x2.splat(0);
  const low = v128.bitselect(scales, factorLow, f64x2.lt(zero, savedLow));
  const high = v128.bitselect(scales, factorHigh, f64x2.lt(zero, savedHigh));
  return round(f64x2.mul(lowPair(g), low), f64x2.mul(highPair(g), high));
}

/** See Kernels in src/core/kernels.ts. */
export function backwardFromOutput(
  gradOutput: usize,
  output: usize,
  out: usize,
  length: i32,
  alpha: f64,
  scale: f64,
  divisor: f64,
): void {
  const done = groupBytes(length, GROUP_BYTES);
  const end = gradOutput + done;
  // Near saturation, y + alpha is as small as the part of SELU's alpha that float64 cannot hold.
  const alphaLow = alpha === SELU_SCALED_ALPHA ? SELU_SCALED_ALPHA_LOW : 0;
  const alphas = f64x2.splat(alpha);
  const alphasLow = f64x2.splat(alphaLow);
  const scales = f64x2.splat(scale);
  const divisors = f64x2.splat(divisor);
  if (divisor !== 1) fromOutputGroups(gradOutput, output, out, end, alphas, alphasLow, scales, divisors, true);
  else fromOutputGroups(gradOutput, output, out, end, alphas, alphasLow, scales, divisors, false);

  let at = done;
  for (let bytes = restBytes(length, GROUP_BYTES); <isize>bytes > 0; bytes -= VECTOR_BYTES) {
    const y = loadUpTo(bytes, output + at);
    const g = loadUpTo(bytes, gradOutput + at);
    const low = factor(lowPair(y), alphas, alphasLow, divisors, true);
    const high = factor(highPair(y), alphas, alphasLow, divisors, true);
    storeUpTo(bytes, out + at, select(g, lowPair(y), highPair(y), low, high, scales));
    at += VECTOR_BYTES;
  }
}

/** gradOutput (y > 0 ? scale : (y + alpha) / divisor) */
// @ts-ignore: decorator
@inline
function fromOutputGroups(
  gradOutput: usize,
  output: usize,
  out: usize,
  end: usize,
  alphas: v128,
  alphasLow: v128,
  scales: v128,
  divisors: v128,
  divides: bool,
): void {
  if (gradOutput !== end) {
    do {
      const g0 = v128.load(gradOutput, 0);
      const g1 = v128.load(gradOutput, 16);
      const vector0 = v128.load(output, 0);
      const vector1 = v128.load(output, 16);

      const y0 = lowPair(vector0);
      const y1 = highPair(vector0);
      const y2 = lowPair(vector1);
      const y3 = highPair(vector1);
      const factor0 = factor(y0, alphas, alphasLow, divisors, divides);
      const factor1 = factor(y1, alphas, alphasLow, divisors, divides);
      const factor2 = factor(y2, alphas, alphasLow, divisors, divides);
      const factor3 = factor(y3, alphas, alphasLow, divisors, divides);
      v128.store(out, select(g0, y0, y1, factor0, factor1, scales), 0);
      v128.store(out, select(g1, y2, y3, factor2, factor3, scales), 16);

      gradOutput += GROUP_BYTES;
      output += GROUP_BYTES;
      out += GROUP_BYTES;
    } while (gradOutput !== end);
  }
}

/** (y + alpha) / divisor */
// @ts-ignore: decorator
@inline
function factor(y: v128, alphas: v128, alphasLow: v128, divisors: v128, divides: bool): v128 {
  const sum = f64x2.add(f64x2.add(y, alphas), alphasLow);
  return divides ? f64x2.div(sum, divisors) : sum;
}
