/** ELU, SELU and CELU in WebAssembly SIMD: four floats at a time, in a straight line without a branch. */
import { LINEAR_FROM } from "../src/constants";
import { highDoubles, lowDoubles, multiplyAdd, multiplyAddDoubles, select, toFloats } from "./arithmetic";
import { At, constants, polynomial, powerOfTwo, remainder, shiftedExponent } from "./exp";

/** See Kernels in src/kernels.ts. What plain ELU does not need stands in other loops, so that it does not pay for it. */
export function forward(input: usize, output: usize, length: i32, alpha: f64, scale: f32, divisor: f32): void {
  if (divisor != 1) {
    forwardLoop(input, output, length, alpha, scale, divisor, false, false, true);
  } else if (scale != 1) {
    forwardLoop(input, output, length, alpha, scale, divisor, false, true, false);
  } else if (isPowerOfTwo(<f32>alpha)) {
    forwardLoop(input, output, length, alpha, scale, divisor, true, false, false);
  } else {
    forwardLoop(input, output, length, alpha, scale, divisor, false, false, false);
  }
}

/** Zero counts, too: multiplying by it is exact. */
// @ts-ignore: decorator
@inline
function isPowerOfTwo(value: f32): bool {
  return (reinterpret<i32>(value) & 0x7fffff) == 0;
}

/**
 * x > 0 ? scale x : alpha (e^(x / divisor) - 1). Lanes that are not negative keep their bits where scale is 1: x >= 0,
 * -0 and NaN.
 *
 * `inFloats`: alpha is a power of two, so that float32 is enough. Otherwise the last operations are in float64, which
 * leaves one rounding and no underflow, wherever alpha lies.
 */
// @ts-ignore: decorator
@inline
function forwardLoop(
  input: usize,
  output: usize,
  length: i32,
  alpha: f64,
  scale: f32,
  divisor: f32,
  inFloats: bool,
  scales: bool,
  divides: bool,
): void {
  const log2e = v128.load32_splat(constants, At.LOG2_E);
  const magic = v128.load32_splat(constants, At.EXPONENT_MAGIC);
  const minusLn2 = v128.load32_splat(constants, At.MINUS_LN_2);
  const q0 = v128.load32_splat(constants, At.Q0);
  const q1 = v128.load32_splat(constants, At.Q1);
  const q2 = v128.load32_splat(constants, At.Q2);
  const q3 = v128.load32_splat(constants, At.Q3);
  const q4 = v128.load32_splat(constants, At.Q4);
  const saturation = v128.load32_splat(constants, At.SATURATION);
  const alphas = inFloats ? f32x4.splat(<f32>alpha) : f64x2.splat(alpha);

  for (const end = input + (length << 2); input != end; input += 16, output += 16) {
    const x = v128.load(input);
    const quotient = divides ? f32x4.div(x, f32x4.splat(divisor)) : x;
    const z = f32x4.pmax(quotient, saturation);
    const shifted = shiftedExponent(z, log2e, magic);
    const s = powerOfTwo(shifted);
    const r = remainder(z, shifted, magic, minusLn2);
    const r2 = f32x4.mul(r, r);
    const q = polynomial(r, r2, q0, q1, q2, q3, q4);

    let negative: v128;
    if (inFloats) {
      const slope = f32x4.mul(s, alphas);
      const p = multiplyAdd(q, r2, r);
      negative = multiplyAdd(slope, p, f32x4.sub(slope, alphas));
    } else {
      const tail = f32x4.mul(q, r2);
      const lowSlope = f64x2.mul(lowDoubles(s), alphas);
      const lowP = f64x2.add(lowDoubles(tail), lowDoubles(r));
      const highSlope = f64x2.mul(highDoubles(s), alphas);
      const highP = f64x2.add(highDoubles(tail), highDoubles(r));
      negative = toFloats(
        multiplyAddDoubles(lowSlope, lowP, f64x2.sub(lowSlope, alphas)),
        multiplyAddDoubles(highSlope, highP, f64x2.sub(highSlope, alphas)),
      );
    }
    const positive = scales ? f32x4.mul(x, f32x4.splat(scale)) : x;
    const isNegative = divides ? f32x4.lt(quotient, f32x4.splat(<f32>LINEAR_FROM)) : f32x4.lt(x, f32x4.splat(0));
    v128.store(output, select(negative, positive, isNegative));
  }
}
