/** Gradients of ELU, SELU and CELU in WebAssembly SIMD, from the input of the forward or from its result. */
import { GROUP_BYTES, laneSelect, multiplyAdd } from "./arithmetic";
import { groupBytes, loadUpTo, restBytes, storeUpTo, VECTOR_BYTES } from "./arrays";
import { exactRemainder, powerOfTwo, q, shiftedExponent } from "./stages";
import { EXPONENT_MAGIC, LOG2_E, MINUS_LN_2, MINUS_LN_2_HIGH, MINUS_LN_2_LOW, Q0, Q1, Q2, Q3, Q4 } from "./v3";

/** See Kernels in src/core/kernels.ts. */
export function backwardFromInput(
  gradOutput: usize,
  input: usize,
  out: usize,
  length: i32,
  alpha: f32,
  scale: f32,
  divisor: f32,
): void {
  if (divisor !== 1) {
    fromInputGroups(gradOutput, input, out, length, alpha, scale, divisor, true);
    return; // no else: Binaryen would merge both calls into one loop that always divides
  }
  fromInputGroups(gradOutput, input, out, length, alpha, scale, divisor, false);
}

/**
 * gradOutput (x > 0 ? scale : slope e^(x / divisor)), where slope = alpha / divisor = m 2^k, 1 <= |m| < 2. The kernel
 * adds k to n, and m times a power of two is exact, so any slope costs as many operations and roundings as slope 1. If
 * n + k is below -126, the kernel takes slope e^(x / divisor) as 0.
 *
 * `divides` is a literal like the flags in forward.ts; the order of operations follows the same rules.
 */
// @ts-ignore: decorator
@inline
function fromInputGroups(
  gradOutput: usize,
  input: usize,
  out: usize,
  length: i32,
  alpha: f32,
  scale: f32,
  divisor: f32,
  divides: bool,
): void {
  const slope = reinterpret<i32>(divides ? alpha / divisor : alpha);
  const k = <f32>(((slope >>> 23) & 0xff) - 127);
  const m = f32x4.splat(reinterpret<f32>((slope & 0x807fffff) | 0x3f800000));
  const underflow = f32x4.splat((k + 127) * MINUS_LN_2);
  const magic = f32x4.splat(EXPONENT_MAGIC + k);
  const scales = f32x4.splat(scale);
  const divisors = f32x4.splat(divisor);
  const end = gradOutput + groupBytes(length, GROUP_BYTES);

  if (gradOutput !== end) {
    do {
      const g0 = v128.load(gradOutput, 0);
      const x0 = v128.load(input, 0);
      const z0 = f32x4.pmax(divides ? f32x4.div(x0, divisors) : x0, underflow);
      const shifted0 = shiftedExponent(z0, magic);
      const g1 = v128.load(gradOutput, 16);
      const x1 = v128.load(input, 16);
      const z1 = f32x4.pmax(divides ? f32x4.div(x1, divisors) : x1, underflow);
      const shifted1 = shiftedExponent(z1, magic);
      const g2 = v128.load(gradOutput, 32);
      const x2 = v128.load(input, 32);
      const z2 = f32x4.pmax(divides ? f32x4.div(x2, divisors) : x2, underflow);
      const shifted2 = shiftedExponent(z2, magic);
      const g3 = v128.load(gradOutput, 48);
      const x3 = v128.load(input, 48);
      const z3 = f32x4.pmax(divides ? f32x4.div(x3, divisors) : x3, underflow);
      const shifted3 = shiftedExponent(z3, magic);

      const r0 = exactRemainder(z0, shifted0, magic);
      const r1 = exactRemainder(z1, shifted1, magic);
      const r2 = exactRemainder(z2, shifted2, magic);
      const r3 = exactRemainder(z3, shifted3, magic);

      const p0 = polynomial(r0, q(r0));
      const p1 = polynomial(r1, q(r1));
      const p2 = polynomial(r2, q(r2));
      const p3 = polynomial(r3, q(r3));

      v128.store(out, gradient(g0, x0, shifted0, p0, m, scales), 0);
      v128.store(out, gradient(g1, x1, shifted1, p1, m, scales), 16);
      v128.store(out, gradient(g2, x2, shifted2, p2, m, scales), 32);
      v128.store(out, gradient(g3, x3, shifted3, p3, m, scales), 48);
      gradOutput += GROUP_BYTES;
      input += GROUP_BYTES;
      out += GROUP_BYTES;
    } while (gradOutput !== end);
  }

  const bytes = restBytes(length, GROUP_BYTES);
  if (bytes !== 0) fromInputRest(gradOutput, input, out, bytes, alpha, scale, divisor);
}

/**
 * The tail after the last group, one vector at a time. One loop serves both kinds of groups and gives the same bits.
 * Its constants are locals: see stages.ts.
 */
function fromInputRest(
  gradOutput: usize,
  input: usize,
  out: usize,
  bytes: usize,
  alpha: f32,
  scale: f32,
  divisor: f32,
): void {
  const slope = reinterpret<i32>(alpha / divisor);
  const k = <f32>(((slope >>> 23) & 0xff) - 127);
  const m = f32x4.splat(reinterpret<f32>((slope & 0x807fffff) | 0x3f800000));
  const underflow = f32x4.splat((k + 127) * MINUS_LN_2);
  const magic = f32x4.splat(EXPONENT_MAGIC + k);
  const scales = f32x4.splat(scale);
  const divisors = f32x4.splat(divisor);
  const log2e = f32x4.splat(LOG2_E);
  const minusLn2Low = f32x4.splat(MINUS_LN_2_LOW);
  const minusLn2High = f32x4.splat(MINUS_LN_2_HIGH);
  const q4 = f32x4.splat(Q4);
  const q3 = f32x4.splat(Q3);
  const q2 = f32x4.splat(Q2);
  const q1 = f32x4.splat(Q1);
  const q0 = f32x4.splat(Q0);
  do {
    const g = loadUpTo(bytes, gradOutput);
    const x = loadUpTo(bytes, input);
    const z = f32x4.pmax(f32x4.div(x, divisors), underflow);
    const shifted = shiftedExponent(z, magic, log2e);
    const r = exactRemainder(z, shifted, magic, minusLn2High, minusLn2Low);
    const p = polynomial(r, q(r, q0, q1, q2, q3, q4));
    storeUpTo(bytes, out, gradient(g, x, shifted, p, m, scales));
    bytes -= VECTOR_BYTES;
    gradOutput += VECTOR_BYTES;
    input += VECTOR_BYTES;
    out += VECTOR_BYTES;
  } while (<isize>bytes > 0);
}

/** Polynomial: p = r + r^2 q(r) */
function polynomial(r: v128, q: v128): v128 {
  return multiplyAdd(f32x4.mul(r, r), q, r);
}

/** Reconstruct and select: gradOutput (x > 0 ? scale : m s (1 + p)) */
function gradient(g: v128, x: v128, shifted: v128, p: v128, m: v128, scales: v128): v128 {
  const s = f32x4.mul(powerOfTwo(shifted), m);
  return f32x4.mul(g, laneSelect(scales, multiplyAdd(s, p, s), f32x4.lt(f32x4.splat(0), x)));
}

/** See Kernels in src/core/kernels.ts. */
export function backwardFromOutput(
  gradOutput: usize,
  output: usize,
  out: usize,
  length: i32,
  alpha: f64,
  scale: f32,
  divisor: f32,
): void {
  if (divisor === 1) {
    fromOutputGroups(gradOutput, output, out, length, alpha, scale, divisor, false);
    return; // no else, as above
  }
  fromOutputGroups(gradOutput, output, out, length, alpha, scale, divisor, true);
}

/**
 * gradOutput (y > 0 ? scale : (y + alpha) / divisor). SELU's alpha is split into two floats, because near saturation
 * y + alpha is as small as the second float.
 */
// @ts-ignore: decorator
@inline
function fromOutputGroups(
  gradOutput: usize,
  output: usize,
  out: usize,
  length: i32,
  alpha: f64,
  scale: f32,
  divisor: f32,
  divides: bool,
): void {
  const high = <f32>alpha;
  const alphas = f32x4.splat(high);
  const alphasLow = f32x4.splat(<f32>(alpha - <f64>high));
  const halves = f32x4.splat(high * -0.5);
  const scales = f32x4.splat(scale);
  const divisors = f32x4.splat(divisor);
  const end = gradOutput + groupBytes(length, GROUP_BYTES);

  if (gradOutput !== end) {
    do {
      const g0 = v128.load(gradOutput, 0);
      const y0 = v128.load(output, 0);
      const g1 = v128.load(gradOutput, 16);
      const y1 = v128.load(output, 16);
      const g2 = v128.load(gradOutput, 32);
      const y2 = v128.load(output, 32);
      const g3 = v128.load(gradOutput, 48);
      const y3 = v128.load(output, 48);
      const factor0 = divides ? quotient(y0, alphas, halves, divisors) : sum(y0, alphas, alphasLow);
      const factor1 = divides ? quotient(y1, alphas, halves, divisors) : sum(y1, alphas, alphasLow);
      const factor2 = divides ? quotient(y2, alphas, halves, divisors) : sum(y2, alphas, alphasLow);
      const factor3 = divides ? quotient(y3, alphas, halves, divisors) : sum(y3, alphas, alphasLow);
      v128.store(out, select(g0, y0, factor0, scales), 0);
      v128.store(out, select(g1, y1, factor1, scales), 16);
      v128.store(out, select(g2, y2, factor2, scales), 32);
      v128.store(out, select(g3, y3, factor3, scales), 48);
      gradOutput += GROUP_BYTES;
      output += GROUP_BYTES;
      out += GROUP_BYTES;
    } while (gradOutput !== end);
  }

  const bytes = restBytes(length, GROUP_BYTES);
  if (bytes !== 0) fromOutputRest(gradOutput, output, out, bytes, alpha, scale, divisor);
}

/** The tail after the last group, one vector at a time. */
function fromOutputRest(
  gradOutput: usize,
  output: usize,
  out: usize,
  bytes: usize,
  alpha: f64,
  scale: f32,
  divisor: f32,
): void {
  const high = <f32>alpha;
  const alphas = f32x4.splat(high);
  do {
    const g = loadUpTo(bytes, gradOutput);
    const y = loadUpTo(bytes, output);
    const factor =
      divisor === 1
        ? sum(y, alphas, f32x4.splat(<f32>(alpha - <f64>high)))
        : quotient(y, alphas, f32x4.splat(high * -0.5), f32x4.splat(divisor));
    storeUpTo(bytes, out, select(g, y, factor, f32x4.splat(scale)));
    bytes -= VECTOR_BYTES;
    gradOutput += VECTOR_BYTES;
    output += VECTOR_BYTES;
    out += VECTOR_BYTES;
  } while (<isize>bytes > 0);
}

/** Select: gradOutput (y > 0 ? scale : factor) */
function select(g: v128, y: v128, factor: v128, scales: v128): v128 {
  return f32x4.mul(g, laneSelect(scales, factor, f32x4.lt(f32x4.splat(0), y)));
}

/** y + alpha */
function sum(y: v128, alphas: v128, alphasLow: v128): v128 {
  return f32x4.add(f32x4.add(y, alphas), alphasLow);
}

/** (y + alpha) / alpha. Above -alpha / 2 this computes 1 + y / alpha, which rounds less; below, y + alpha is exact. */
function quotient(y: v128, alphas: v128, halves: v128, divisors: v128): v128 {
  const isHigh = f32x4.lt(halves, y);
  const fraction = f32x4.div(laneSelect(y, f32x4.add(y, alphas), isHigh), divisors);
  return f32x4.add(fraction, v128.and(isHigh, f32x4.splat(1)));
}
