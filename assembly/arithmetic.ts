/** Vector arithmetic that WebAssembly has no single instruction for. */

/** a b + c, both operations rounded. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c);
}

/** The first two floats in float64, exactly. */
// @ts-ignore: decorator
@inline
export function lowDoubles(floats: v128): v128 {
  return f64x2.promote_low_f32x4(floats);
}

/** The last two floats in float64, exactly. */
// @ts-ignore: decorator
@inline
export function highDoubles(floats: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i32>(floats, floats, 2, 3, 2, 3));
}

/** Two and two float64 rounded to float32. */
// @ts-ignore: decorator
@inline
export function toFloats(low: v128, high: v128): v128 {
  return v128.shuffle<i32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}
