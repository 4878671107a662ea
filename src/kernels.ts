/**
 * What the WebAssembly module exports, and its JavaScript twin too. Kernels read and write one linear memory;
 * addresses are bytes in it, multiples of 4, and lengths are in floats, multiples of LANES. They trust their arguments:
 * everything was validated at the door.
 *
 * ELU, SELU and CELU are one function of three numbers, and so are their gradients:
 *
 *     y = scale x                             for x > 0      dy/dx = scale
 *     y = alpha (e^(x / divisor) - 1)         for x <= 0     dy/dx = (alpha / divisor) e^(x / divisor)
 *                                                                  = (y + alpha) / divisor
 *
 * ELU is (alpha, 1, 1), CELU (alpha, 1, alpha), SELU (SELU_ALPHA, SELU_SCALE, 1). scale and divisor are float32.
 */
export interface Kernels {
  /**
   * y of `length` floats at `input`, to `output`. The two ranges may be the same or disjoint, or `output` may start
   * below `input`.
   */
  forward(input: number, output: number, length: number, alpha: number, scale: number, divisor: number): void;

  /** gradOutput * dy/dx from the forward's input. `gradInput` may be any of the other two, or disjoint. */
  backwardFromInput: BackwardKernel;

  /** gradOutput * dy/dx from the forward's output, for alpha >= 0. `gradInput` may be any of the other two, or disjoint. */
  backwardFromOutput: BackwardKernel;
}

/** All that a module has to export. */
export const KERNEL_NAMES = ["forward", "backwardFromInput", "backwardFromOutput"] as const;

export type BackwardKernel = (
  gradOutput: number,
  saved: number,
  gradInput: number,
  length: number,
  alpha: number,
  scale: number,
  divisor: number,
) => void;

/** Floats that a kernel computes at once, four vectors of four; lengths are multiples of it. */
export const LANES = 16;

/** The length that kernels take for `count` floats. What they make of those behind the last is never looked at. */
export function wholeVectors(count: number): number {
  return Math.ceil(count / LANES) * LANES;
}
