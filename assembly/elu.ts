/** The WebAssembly module of `elu-simd`. src/core/kernels.ts documents its exports. */

export { backwardFromInput, backwardFromOutput } from "./backward";
export { forward } from "./forward";
