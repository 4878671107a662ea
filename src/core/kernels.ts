/**
 * What computes: the kernels that the WebAssembly module exports, and its JavaScript twin too, and the linear memory that
 * they read and write. Addresses are bytes in it, multiples of 4; lengths are in floats, multiples of what an instance computes at once. Kernels
 * trust their arguments: everything was validated at the door.
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

  /** gradOutput * dy/dx, where `saved` is the forward's input. `gradInput` may be any of the other two, or disjoint. */
  backwardFromInput: BackwardKernel;

  /** gradOutput * dy/dx, where `saved` is the forward's output, for alpha >= 0. `gradInput` as in the other. */
  backwardFromOutput: BackwardKernel;
}

/** As {@link Kernels.forward}, with one more input. Whoever has a kernel by its name calls all of them in this form. */
export type BackwardKernel = (
  gradOutput: number,
  gradInput: number,
  length: number,
  alpha: number,
  scale: number,
  divisor: number,
  saved: number,
) => void;

/** All that a module has to export. */
export const KERNEL_NAMES = ["forward", "backwardFromInput", "backwardFromOutput"] as const;

export type KernelName = (typeof KERNEL_NAMES)[number];

/** The backends: WebAssembly with relaxed SIMD and with SIMD; JavaScript in float64, and with the bits of `"wasm-simd"`. */
export type BackendName = "wasm-relaxed-simd" | "wasm-simd" | "js-relaxed" | "js";

/** A build of the WebAssembly module. */
export interface WasmBuild {
  readonly name: BackendName;
  /**
   * Its bytes, two digits each: these compress better than base64, which tears bytes apart. Or the module, where the
   * host compiles it from a file (scripts/bundle-entry-points.mjs) or a user did.
   */
  readonly wasm: string | WebAssembly.Module;
}

/** Kernels in JavaScript, over any memory. */
export interface JsBuild {
  readonly name: BackendName;
  readonly createKernels: (memory: ArrayBuffer) => Kernels;
}

/** Kernels over a linear memory, which never grows. */
export interface Instance {
  readonly kernels: Kernels;
  readonly memory: ArrayBufferLike;
  /** Floats that these kernels compute at once, a power of two; what they make of those behind the last is never looked at. */
  readonly group: number;
}

/** Floats that a kernel of the module computes at once: four vectors of four. */
export const GROUP_LENGTH = 16;

/** The length that kernels take for `count` floats, in groups whose length is a power of two. */
export function roundUpToGroups(count: number, group = GROUP_LENGTH): number {
  return (count + group - 1) & -group;
}

/** `count` without the last floats, which fill no group. */
export function roundDownToGroups(count: number, group = GROUP_LENGTH): number {
  return count & -group;
}
