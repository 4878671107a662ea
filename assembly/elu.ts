/** The WebAssembly module of the package: what src/core/kernels.ts describes. */

export { backwardFromInput, backwardFromOutput } from "./backward";
export { forward } from "./forward";
