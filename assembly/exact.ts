/** The module of `elu-simd/exact`. src/core/kernels.ts documents its exports; alpha, scale and divisor are float64. */

export { backwardFromInput, backwardFromOutput } from "./exact-backward";
export { forward } from "./exact-forward";
