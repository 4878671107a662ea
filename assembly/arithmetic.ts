/**
 * Vector arithmetic for which WebAssembly has no single instruction. Only this file differs between the two builds of
 * the module: with relaxed SIMD, a multiply-add may be one operation, rounded once.
 */

/** a b + c, rounded twice; with relaxed SIMD once or twice, as the engine chooses. */
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** Selects `a` in lanes whose mask is all ones, `b` where it is 0. For such masks, both instructions agree. */
export function laneSelect(a: v128, b: v128, mask: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_laneselect(a, b, mask);
  return v128.bitselect(a, b, mask);
}

/** The unroll factor is four vectors: with two, loops take an eighth more time. */
export const GROUP_BYTES: usize = 64;
