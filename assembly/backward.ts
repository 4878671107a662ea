/** Gradients of ELU, SELU and CELU in WebAssembly SIMD, from the input of the forward or from its result. */
import { highDoubles, lowDoubles, multiplyAdd, select, toFloats } from "./arithmetic";
import { exactRemainder, polynomial, powerOfTwo, shiftedExponent } from "./exp";
import { EXPONENT_MAGIC, LOG2_E, MINUS_LN_2_HIGH, MINUS_LN_2_LOW, Q0, Q1, Q2, Q3, Q4, UNDERFLOW } from "./v2";

/** See Kernels in src/kernels.ts. As in the forward, ELU with alpha = 1 does not pay for what it does not need. */
export function backwardFromInput(
  gradOutput: usize,
  gradInput: usize,
  length: i32,
  alpha: f64,
  scale: f32,
  divisor: f32,
  input: usize,
): void {
  const slope = alpha / divisor;
  if (divisor != 1) {
    fromInputLoop(gradOutput, input, gradInput, length, slope, scale, divisor, true, true);
  } else if (scale == 1 && isPowerOfTwoFromHalf(<f32>slope)) {
    fromInputLoop(gradOutput, input, gradInput, length, slope, scale, divisor, true, false);
  } else {
    fromInputLoop(gradOutput, input, gradInput, length, slope, scale, divisor, false, false);
  }
}

/** A power of two, of either sign, from 0.5 up: times e^z it is exact while e^z is 2^-125 or more. */
function isPowerOfTwoFromHalf(value: f32): bool {
  return abs(value) >= 0.5 && (reinterpret<i32>(value) & 0x7fffff) == 0;
}

/**
 * gradOutput (x > 0 ? scale : slope e^(x / divisor)).
 *
 * `inFloats`: the slope is a power of two and scale is 1, so that float32 is enough. Otherwise the factors are
 * multiplied in float64, where no product of them overflows, underflows or rounds noticeably.
 */
// @ts-ignore: decorator
@inline
function fromInputLoop(
  gradOutput: usize,
  input: usize,
  gradInput: usize,
  length: i32,
  slope: f64,
  scale: f32,
  divisor: f32,
  inFloats: bool,
  divides: bool,
): void {
  const log2e = f32x4.splat(LOG2_E);
  const magic = f32x4.splat(EXPONENT_MAGIC);
  const minusLn2High = f32x4.splat(MINUS_LN_2_HIGH);
  const minusLn2Low = f32x4.splat(MINUS_LN_2_LOW);
  const q0 = f32x4.splat(Q0);
  const q1 = f32x4.splat(Q1);
  const q2 = f32x4.splat(Q2);
  const q3 = f32x4.splat(Q3);
  const q4 = f32x4.splat(Q4);
  const underflow = f32x4.splat(UNDERFLOW);
  const slopes = inFloats ? f32x4.splat(<f32>slope) : f64x2.splat(slope);

  for (const end = gradOutput + (length << 2); gradOutput !== end; gradOutput += 16, input += 16, gradInput += 16) {
    const g = v128.load(gradOutput);
    const x = v128.load(input);
    const z = f32x4.pmax(divides ? f32x4.div(x, f32x4.splat(divisor)) : x, underflow);
    const shifted = shiftedExponent(z, log2e, magic);
    const s = powerOfTwo(shifted);
    const r = exactRemainder(z, shifted, magic, minusLn2High, minusLn2Low);
    const r2 = f32x4.mul(r, r);
    const p = multiplyAdd(polynomial(r, r2, q0, q1, q2, q3, q4), r2, r);

    const exp = multiplyAdd(s, p, s);
    const isPositive = f32x4.gt(x, f32x4.splat(0));
    let gradient: v128;
    if (inFloats) {
      gradient = f32x4.mul(g, select(f32x4.splat(1), f32x4.mul(exp, slopes), isPositive));
    } else {
      const low = f64x2.mul(lowDoubles(g), f64x2.mul(lowDoubles(exp), slopes));
      const high = f64x2.mul(highDoubles(g), f64x2.mul(highDoubles(exp), slopes));
      gradient = select(f32x4.mul(g, f32x4.splat(scale)), toFloats(low, high), isPositive);
    }
    v128.store(gradInput, gradient);
  }
}

/** See Kernels in src/kernels.ts. ELU needs one addition and one multiplication, which float32 does well enough. */
export function backwardFromOutput(
  gradOutput: usize,
  gradInput: usize,
  length: i32,
  alpha: f64,
  scale: f32,
  divisor: f32,
  output: usize,
): void {
  if (scale == 1 && divisor == 1) {
    fromOutputLoop(gradOutput, output, gradInput, length, alpha, scale, divisor, true);
  } else {
    fromOutputLoop(gradOutput, output, gradInput, length, alpha, scale, divisor, false);
  }
}

/** gradOutput (y > 0 ? scale : (y + alpha) / divisor), in float32 where scale and divisor are 1. */
// @ts-ignore: decorator
@inline
function fromOutputLoop(
  gradOutput: usize,
  output: usize,
  gradInput: usize,
  length: i32,
  alpha: f64,
  scale: f32,
  divisor: f32,
  inFloats: bool,
): void {
  for (const end = gradOutput + (length << 2); gradOutput !== end; gradOutput += 16, output += 16, gradInput += 16) {
    const g = v128.load(gradOutput);
    const y = v128.load(output);
    const isPositive = f32x4.gt(y, f32x4.splat(0));

    let gradient: v128;
    if (inFloats) {
      const factor = select(f32x4.splat(1), f32x4.add(y, f32x4.splat(<f32>alpha)), isPositive);
      gradient = f32x4.mul(g, factor);
    } else {
      const alphas = f64x2.splat(alpha);
      const divisors = f64x2.splat(divisor);
      const low = f64x2.mul(lowDoubles(g), f64x2.div(f64x2.add(lowDoubles(y), alphas), divisors));
      const high = f64x2.mul(highDoubles(g), f64x2.div(f64x2.add(highDoubles(y), alphas), divisors));
      gradient = select(f32x4.mul(g, f32x4.splat(scale)), toFloats(low, high), isPositive);
    }
    v128.store(gradInput, gradient);
  }
}
