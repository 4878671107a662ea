/** The WebAssembly module of the package: what src/kernels.ts describes. */

export { backwardFromInput, backwardFromOutput } from "./backward";
export { forward } from "./forward";
