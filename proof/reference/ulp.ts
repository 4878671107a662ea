const MANTISSA_BITS = 23;
const SMALLEST_EXPONENT = -126;

const float64 = new Float64Array(1);
const words = new Uint32Array(float64.buffer);
const HIGH_WORD = new Uint8Array(Uint32Array.of(1).buffer)[0];

/**
 * The error of the float32 `actual` in units in the last place of float32: the distance between neighbouring float32 in
 * the binade of `exact`, a float64, or between subnormals below. Correct rounding promises 0.5. The error is 0 for two
 * NaN, and Infinity for NaN and a number. An infinity has error 0 if `exact` rounds to it; for other numbers in the
 * last binade it counts as 2^128, the float32 that would follow.
 */
export function ulpError(actual: number, exact: number): number {
  if (Object.is(actual, Math.fround(exact)) && !Number.isFinite(actual)) return 0;
  if (!Number.isFinite(actual) && Math.sign(actual) * exact >= 2 ** 127) return ulpError(2 ** 128, Math.abs(exact));
  if (!Number.isFinite(actual) || Number.isNaN(exact)) return Infinity;
  return Math.abs(actual - exact) / ulp(exact);
}

/** The unit in the last place of float32 at `exact`, a power of two. */
export function ulp(exact: number): number {
  float64[0] = exact;
  const exponent = ((words[HIGH_WORD] >>> 20) & 0x7ff) - 1023;
  return 2 ** (Math.max(exponent, SMALLEST_EXPONENT) - MANTISSA_BITS);
}
