/**
 * A call of one of the six functions, as the door passes it on: the kernel, the inputs, out, the length, and the three
 * numbers of kernels.ts. All functions take these arguments in this order. One object instead costs 8 ns in V8.
 */
import type { KernelName, Kernels } from "./kernels.js";

/** Takes checked calls: a dispatcher computes them at once, a pool queues them. */
export interface CallTarget<Result> {
  /**
   * `input` is the input of a forward, or gradOutput; `saved` is the forward's input or output, for gradients only.
   * All arrays have `length` floats and may overlap in any way.
   */
  compute(
    kernel: KernelName,
    input: Float32Array,
    saved: Float32Array | undefined,
    out: Float32Array,
    length: number,
    alpha: number,
    scale: number,
    divisor: number,
  ): Result;
}

/** Calls a kernel on addresses in its memory. A forward ignores `saved`. */
export function runKernel(
  kernels: Kernels,
  kernel: KernelName,
  input: number,
  saved: number,
  out: number,
  length: number,
  alpha: number,
  scale: number,
  divisor: number,
): void {
  if (kernel === "forward") {
    kernels.forward(input, out, length, alpha, scale, divisor);
  } else if (kernel === "backwardFromInput") {
    kernels.backwardFromInput(input, saved, out, length, alpha, scale, divisor);
  } else {
    kernels.backwardFromOutput(input, saved, out, length, alpha, scale, divisor);
  }
}
