/**
 * Vector arithmetic that WebAssembly has no single instruction for. This is all that the two builds of the module
 * differ in: with relaxed SIMD, a multiply-add may be one operation, rounded once.
 */

/** How many vectors go side by side: with a multiply-add in one operation, less has to be in flight at once. */
export const SIDE_BY_SIDE = ASC_FEATURE_RELAXED_SIMD ? 2 : 4;
export const GROUP_BYTES = SIDE_BY_SIDE * 16;

/** a b + c: rounded twice, or with relaxed SIMD as the engine likes. */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** a b + c in float64. */
export function multiplyAddDoubles(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f64x2.relaxed_madd(a, b, c);
  return f64x2.add(f64x2.mul(a, b), c);
}

/** In each lane `a` where the mask is all ones, `b` where it is 0: on such masks the relaxed form is exact, too. */
export function select(a: v128, b: v128, mask: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_laneselect(a, b, mask);
  return v128.bitselect(a, b, mask);
}

/** The first two floats in float64, exactly. */
export function lowDoubles(floats: v128): v128 {
  return f64x2.promote_low_f32x4(floats);
}

/** The last two floats in float64, exactly. */
export function highDoubles(floats: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i32>(floats, floats, 2, 3, 2, 3));
}

/** Two and two float64 rounded to float32. */
export function toFloats(low: v128, high: v128): v128 {
  return v128.shuffle<i32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}
