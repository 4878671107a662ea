/** The WebAssembly module of the package: what src/kernels.ts describes. */
export { forward } from "./forward";
export { backwardFromInput, backwardFromOutput } from "./backward";
