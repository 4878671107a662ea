/** Gradients of ELU, SELU and CELU in WebAssembly SIMD, from the input of the forward or from its result. */
import { multiplyAdd, SIDE_BY_SIDE, select } from "./arithmetic";
import { exactRemainder, powerOfTwo, q, shiftedExponent } from "./exp";
import { EXPONENT_MAGIC, LOG2_E, MINUS_LN_2, MINUS_LN_2_HIGH, MINUS_LN_2_LOW, Q0, Q1, Q2, Q3, Q4 } from "./v2";

/** See Kernels in src/core/kernels.ts. */
export function backwardFromInput(
  gradOutput: usize,
  input: usize,
  gradInput: usize,
  length: i32,
  alpha: f32,
  scale: f32,
  divisor: f32,
): void {
  const slope = reinterpret<i32>(alpha / divisor);
  const k = <f32>(((slope >>> 23) & 0xff) - 127);
  const m = f32x4.splat(reinterpret<f32>((slope & 0x807fffff) | 0x3f800000));
  const underflow = f32x4.splat((k + 127) * MINUS_LN_2);
  const log2e = f32x4.splat(LOG2_E);
  const magic = f32x4.splat(EXPONENT_MAGIC + k);
  const minusLn2High = f32x4.splat(MINUS_LN_2_HIGH);
  const minusLn2Low = f32x4.splat(MINUS_LN_2_LOW);
  const q0 = f32x4.splat(Q0);
  const q1 = f32x4.splat(Q1);
  const q2 = f32x4.splat(Q2);
  const q3 = f32x4.splat(Q3);
  const q4 = f32x4.splat(Q4);
  const scales = f32x4.splat(scale);
  const divisors = f32x4.splat(divisor);
  const end = gradOutput + (length << 2);

  if (divisor !== 1) {
    fromInputLoop(
      gradOutput,
      input,
      gradInput,
      end,
      2,
      true,
      log2e,
      magic,
      minusLn2High,
      minusLn2Low,
      underflow,
      q0,
      q1,
      q2,
      q3,
      q4,
      m,
      scales,
      divisors,
    );
    return; // no else: Binaryen would make one loop of both, which always divides
  }
  fromInputLoop(
    gradOutput,
    input,
    gradInput,
    end,
    SIDE_BY_SIDE,
    false,
    log2e,
    magic,
    minusLn2High,
    minusLn2Low,
    underflow,
    q0,
    q1,
    q2,
    q3,
    q4,
    m,
    scales,
    divisors,
  );
}

/**
 * gradOutput (x > 0 ? scale : slope e^(x / divisor)), where slope = alpha / divisor = m 2^k, 1 <= |m| < 2. As k is added
 * to n, and m times a power of two exact, any slope costs no more operations and no more roundings than 1. Where n + k is
 * below -126, slope e^(x / divisor) is taken as 0.
 *
 * `divides` as in the forward. CELU takes two vectors only: four would take the module beyond 4,096 bytes.
 */
// @ts-ignore: decorator
@inline
function fromInputLoop(
  gradOutput: usize,
  input: usize,
  gradInput: usize,
  end: usize,
  sideBySide: i32,
  divides: bool,
  log2e: v128,
  magic: v128,
  minusLn2High: v128,
  minusLn2Low: v128,
  underflow: v128,
  q0: v128,
  q1: v128,
  q2: v128,
  q3: v128,
  q4: v128,
  m: v128,
  scales: v128,
  divisors: v128,
): void {
  const step = sideBySide * 16;

  for (; gradOutput !== end; gradOutput += step, input += step, gradInput += step) {
    const g0 = v128.load(gradOutput, 0);
    const x0 = v128.load(input, 0);
    const z0 = f32x4.pmax(divides ? f32x4.div(x0, divisors) : x0, underflow);
    const n0 = shiftedExponent(z0, log2e, magic);
    const g1 = v128.load(gradOutput, 16);
    const x1 = v128.load(input, 16);
    const z1 = f32x4.pmax(divides ? f32x4.div(x1, divisors) : x1, underflow);
    const n1 = shiftedExponent(z1, log2e, magic);
    const g2 = sideBySide === 4 ? v128.load(gradOutput, 32) : g0;
    const x2 = sideBySide === 4 ? v128.load(input, 32) : x0;
    const z2 = f32x4.pmax(divides ? f32x4.div(x2, divisors) : x2, underflow);
    const n2 = shiftedExponent(z2, log2e, magic);
    const g3 = sideBySide === 4 ? v128.load(gradOutput, 48) : g1;
    const x3 = sideBySide === 4 ? v128.load(input, 48) : x1;
    const z3 = f32x4.pmax(divides ? f32x4.div(x3, divisors) : x3, underflow);
    const n3 = shiftedExponent(z3, log2e, magic);

    const r0 = exactRemainder(z0, n0, magic, minusLn2High, minusLn2Low);
    const r1 = exactRemainder(z1, n1, magic, minusLn2High, minusLn2Low);
    const r2 = exactRemainder(z2, n2, magic, minusLn2High, minusLn2Low);
    const r3 = exactRemainder(z3, n3, magic, minusLn2High, minusLn2Low);

    const p0 = expm1(r0, q(r0, q0, q1, q2, q3, q4));
    const p1 = expm1(r1, q(r1, q0, q1, q2, q3, q4));
    const p2 = expm1(r2, q(r2, q0, q1, q2, q3, q4));
    const p3 = expm1(r3, q(r3, q0, q1, q2, q3, q4));

    v128.store(gradInput, gradient(g0, x0, n0, p0, m, scales), 0);
    v128.store(gradInput, gradient(g1, x1, n1, p1, m, scales), 16);
    if (sideBySide === 4) {
      v128.store(gradInput, gradient(g2, x2, n2, p2, m, scales), 32);
      v128.store(gradInput, gradient(g3, x3, n3, p3, m, scales), 48);
    }
  }
}

/** p = r + r^2 q(r) */
function expm1(r: v128, q: v128): v128 {
  return multiplyAdd(f32x4.mul(r, r), q, r);
}

/** gradOutput (x > 0 ? scale : m s (1 + p)) */
function gradient(g: v128, x: v128, shifted: v128, p: v128, m: v128, scales: v128): v128 {
  const s = f32x4.mul(powerOfTwo(shifted), m);
  return f32x4.mul(g, select(scales, multiplyAdd(s, p, s), f32x4.lt(f32x4.splat(0), x)));
}

/** See Kernels in src/core/kernels.ts. */
export function backwardFromOutput(
  gradOutput: usize,
  output: usize,
  gradInput: usize,
  length: i32,
  alpha: f64,
  scale: f32,
  divisor: f32,
): void {
  const end = gradOutput + (length << 2);
  if (divisor === 1) fromOutputLoop(gradOutput, output, gradInput, end, alpha, scale, divisor, false);
  else fromOutputLoop(gradOutput, output, gradInput, end, alpha, scale, divisor, true);
}

/**
 * gradOutput (y > 0 ? scale : (y + alpha) / divisor), two vectors side by side. SELU's alpha comes in two floats, because
 * next to saturation the sum is as small as the second.
 */
// @ts-ignore: decorator
@inline
function fromOutputLoop(
  gradOutput: usize,
  output: usize,
  gradInput: usize,
  end: usize,
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

  for (; gradOutput !== end; gradOutput += 32, output += 32, gradInput += 32) {
    const g0 = v128.load(gradOutput, 0);
    const y0 = v128.load(output, 0);
    const g1 = v128.load(gradOutput, 16);
    const y1 = v128.load(output, 16);
    const factor0 = divides ? quotient(y0, alphas, halves, divisors) : f32x4.add(f32x4.add(y0, alphas), alphasLow);
    const factor1 = divides ? quotient(y1, alphas, halves, divisors) : f32x4.add(f32x4.add(y1, alphas), alphasLow);
    v128.store(gradInput, f32x4.mul(g0, select(scales, factor0, f32x4.lt(f32x4.splat(0), y0))), 0);
    v128.store(gradInput, f32x4.mul(g1, select(scales, factor1, f32x4.lt(f32x4.splat(0), y1))), 16);
  }
}

/** (y + alpha) / alpha, from a half up as 1 + y / alpha, which rounds less; below, y + alpha has no rounding. */
function quotient(y: v128, alphas: v128, halves: v128, divisors: v128): v128 {
  const isHigh = f32x4.lt(halves, y);
  const fraction = f32x4.div(select(y, f32x4.add(y, alphas), isHigh), divisors);
  return f32x4.add(fraction, v128.and(isHigh, f32x4.splat(1)));
}
