/** The module of `elu-simd/exact`: what src/core/kernels.ts describes, with float64 for alpha, scale and divisor. */

export { backwardFromInput, backwardFromOutput } from "./exact-backward";
export { forward } from "./exact-forward";
