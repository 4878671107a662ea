/**
 * A model of the exact kernels, of assembly/ and of JavaScript, for one float: float64 throughout and one rounding, the
 * same operations in the same order, hence the same bits. proof/verify/exact-proof.ts adds up their errors.
 */
import { SELU_SCALED_ALPHA } from "../../src/core/constants.js";
import * as c from "../../src/core/exact-constants.js";

/** scale x for x > 0, alpha (e^(x / divisor) - 1) for x <= 0. */
export function forward(x: number, alpha: number, scale: number, divisor: number): number {
  if (!(x < 0)) return Math.fround(x * scale);
  const { s, p } = exponential(x / divisor, c.SATURATION);
  return Math.fround(alpha * (s * p + (s - 1)));
}

/** gradOutput times the gradient, `scale` for x > 0 and (alpha / divisor) e^(x / divisor) for x <= 0. */
export function gradientFromInput(
  gradOutput: number,
  x: number,
  alpha: number,
  scale: number,
  divisor: number,
): number {
  const { s, p } = exponential(x / divisor, c.UNDERFLOW);
  return Math.fround(gradOutput * (x > 0 ? scale : (alpha / divisor) * (s * p + s)));
}

/** gradOutput times the gradient, `scale` for y > 0 and (y + alpha) / divisor for y <= 0. */
export function gradientFromOutput(
  gradOutput: number,
  y: number,
  alpha: number,
  scale: number,
  divisor: number,
): number {
  const low = alpha === SELU_SCALED_ALPHA ? c.SELU_SCALED_ALPHA_LOW : 0;
  return Math.fround(gradOutput * (y > 0 ? scale : (y + alpha + low) / divisor));
}

/** e^u = s (1 + p); `lowest` replaces a smaller u. */
function exponential(u: number, lowest: number): { s: number; p: number } {
  const z = u < lowest ? lowest : u;
  const n = z * c.LOG2_E + c.EXPONENT_MAGIC - c.EXPONENT_MAGIC;
  const r = n * c.MINUS_LN_2_LOW + (n * c.MINUS_LN_2_HIGH + z);
  const w = r * r;
  const high = (c.Q9 * r + c.Q8) * w + (c.Q7 * r + c.Q6);
  const q = ((high * w + (c.Q5 * r + c.Q4)) * w + (c.Q3 * r + c.Q2)) * w + (c.Q1 * r + c.Q0);
  return { s: 2 ** n, p: w * q + r };
}
