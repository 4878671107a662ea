const MANTISSA_BITS = 23;
const SMALLEST_EXPONENT = -126;

const float64 = new Float64Array(1);
const words = new Uint32Array(float64.buffer);
const HIGH_WORD = new Uint8Array(Uint32Array.of(1).buffer)[0];

/**
 * How far the float32 `actual` is from `exact`, a float64, in units in the last place of float32: the distance of two
 * neighbouring float32 in the binade of `exact`, or of two subnormals below. 0.5 is the least that rounding can
 * promise. Two NaN are 0 apart, and so is an infinity from what rounds to it; from numbers in the last binade it is as
 * far as 2^128, the next float32 if there were one. NaN and a number are Infinity apart.
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
