/**
 * A call of one of the six functions, as the door hands it on: which kernel, from where, to where, how many floats,
 * with which numbers (kernels.ts). Always as arguments in this order: V8 took 8 ns more for an object at 16 floats.
 */
import type { KernelName, Kernels } from "./kernels.js";

/** Takes checked calls: an engine, which computes them at once, or a pool, which keeps them until their turn. */
export interface CallTarget<Result> {
  /**
   * `input` is that of a forward, or gradOutput; `saved` the forward's input or output, which a gradient needs. All
   * arrays have `length` floats, and may overlap in any way.
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

/** The same on addresses in the kernels' memory; a forward takes nothing saved. */
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
