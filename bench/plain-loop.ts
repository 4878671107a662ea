/** ELU and its gradient as the loops that everybody writes: what the package is measured against. */
export function plainLoop(input: Float32Array, out: Float32Array, alpha: number): void {
  for (let i = 0; i < input.length; i++) {
    const x = input[i];
    out[i] = x > 0 ? x : alpha * Math.expm1(x);
  }
}

export function plainGradientLoop(
  gradOutput: Float32Array,
  input: Float32Array,
  out: Float32Array,
  alpha: number,
): void {
  for (let i = 0; i < input.length; i++) {
    const x = input[i];
    out[i] = gradOutput[i] * (x > 0 ? 1 : alpha * Math.exp(x));
  }
}
