/**
 * Vector arithmetic that WebAssembly has no single instruction for. This is all that the two builds of the module
 * differ in: with relaxed SIMD, a multiply-add may be one operation, rounded once.
 */

/**
 * How many vectors go side by side. Four take an eighth less time than two in V8; with a multiply-add in one operation,
 * two are as fast as four, in half of the bytes.
 */
export const SIDE_BY_SIDE = ASC_FEATURE_RELAXED_SIMD ? 2 : 4;
export const GROUP_BYTES = SIDE_BY_SIDE * 16;

/** a b + c: rounded twice, or with relaxed SIMD as the engine likes. */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** In each lane `a` where the mask is all ones, `b` where it is 0: on such masks the relaxed form is exact, too. */
export function select(a: v128, b: v128, mask: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_laneselect(a, b, mask);
  return v128.bitselect(a, b, mask);
}
