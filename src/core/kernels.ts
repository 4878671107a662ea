/**
 * The interface of the kernels, in WebAssembly and in JavaScript. Kernels read and write one linear memory: addresses
 * are in bytes, multiples of 4, and lengths in floats. Kernels trust their arguments, which the door has checked.
 *
 * ELU, SELU and CELU are one function of three numbers, and so are their gradients:
 *
 *     y = scale x                             for x > 0      dy/dx = scale
 *     y = alpha (e^(x / divisor) - 1)         for x <= 0     dy/dx = (alpha / divisor) e^(x / divisor)
 *                                                                  = (y + alpha) / divisor
 *
 * ELU is (alpha, 1, 1), CELU (alpha, 1, alpha), SELU (SELU_SCALED_ALPHA, SELU_SCALE, 1). The float32 modules take scale
 * and divisor rounded to float32, and alpha as well, except for gradients from the output.
 */
import type { BackendName } from "./api.js";
import type { Constants } from "./kernel-imports.js";

export interface Kernels {
  /**
   * Computes y for `length` floats at `input`, and writes nothing but the results, at `out`. The two ranges may be the
   * same or disjoint, or `out` may start below `input`.
   */
  forward(input: number, out: number, length: number, alpha: number, scale: number, divisor: number): void;

  /** Computes gradOutput * dy/dx; `saved` is the input of forward, whose rules hold for `out` and each input. */
  backwardFromInput: BackwardKernel;

  /** The same; `saved` is the output of forward, for alpha >= 0. */
  backwardFromOutput: BackwardKernel;
}

type BackwardKernel = (
  gradOutput: number,
  saved: number,
  out: number,
  length: number,
  alpha: number,
  scale: number,
  divisor: number,
) => void;

/** The exports of every module. */
export const KERNEL_NAMES = ["forward", "backwardFromInput", "backwardFromOutput"] as const;

export type KernelName = (typeof KERNEL_NAMES)[number];

/** A build of the WebAssembly module. */
export interface WasmBuild {
  readonly name: BackendName;
  /**
   * The bytes in hexadecimal digits, which compress better than base64, because base64 splits bytes. Or a module that
   * the host compiled from a file (scripts/bundle-entry-points.mjs) or the user passed.
   */
  readonly wasm: string | WebAssembly.Module;
  readonly constants: Constants;
  /** Throws an Error if an instance computes wrong results. */
  check(instance: Instance): void;
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
  /** A power of two, 16 in WebAssembly. Kernels compute this many floats faster than any smaller number from 5 up. */
  readonly group?: number;
}
