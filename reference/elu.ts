/** ELU in float64, the exact value for all that float32 can tell; `alpha` as the package takes it, rounded to float32. */
export function eluReference(x: number, alpha = 1): number {
  return x > 0 ? x : Math.fround(alpha) * Math.expm1(x);
}
