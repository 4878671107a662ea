/**
 * The kernels that a WebAssembly module exports, and those in JavaScript, over the linear memory that they read and
 * write. Addresses are bytes in it, multiples of 4; lengths are in floats. Kernels trust their arguments:
 * everything was validated at the door.
 *
 * ELU, SELU and CELU are one function of three numbers, and so are their gradients:
 *
 *     y = scale x                             for x > 0      dy/dx = scale
 *     y = alpha (e^(x / divisor) - 1)         for x <= 0     dy/dx = (alpha / divisor) e^(x / divisor)
 *                                                                  = (y + alpha) / divisor
 *
 * ELU is (alpha, 1, 1), CELU (alpha, 1, alpha), SELU (SELU_SCALED_ALPHA, SELU_SCALE, 1). The float32 modules
 * round scale and divisor, and but for gradients from the output alpha, when they are called.
 */
import type { BackendName } from "./api.js";
import type { Constants } from "./kernel-imports.js";

export interface Kernels {
  /**
   * y of `length` floats at `input`, to `out`. The two ranges may be the same or disjoint, or `out` may start below
   * `input`. Nothing but the result is written.
   */
  forward(input: number, out: number, length: number, alpha: number, scale: number, divisor: number): void;

  /** gradOutput * dy/dx, where `saved` is the forward's input. `out` lies to both inputs as in the forward. */
  backwardFromInput: BackwardKernel;

  /** gradOutput * dy/dx, where `saved` is the forward's output, for alpha >= 0. */
  backwardFromOutput: BackwardKernel;
}

export type BackwardKernel = (
  gradOutput: number,
  saved: number,
  out: number,
  length: number,
  alpha: number,
  scale: number,
  divisor: number,
) => void;

/** All that a module has to export. */
export const KERNEL_NAMES = ["forward", "backwardFromInput", "backwardFromOutput"] as const;

export type KernelName = (typeof KERNEL_NAMES)[number];

/** A build of the WebAssembly module. */
export interface WasmBuild {
  readonly name: BackendName;
  /**
   * The bytes, two digits each: these compress better than base64, which tears bytes apart. Or the module, where the
   * host compiles it from a file (scripts/bundle-entry-points.mjs) or a user did.
   */
  readonly wasm: string | WebAssembly.Module;
  readonly constants: Constants;
  /** Throws an Error where an instance answers wrong. */
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
  /** Floats, a power of two, that take less time than any number of them from five up: 16 in WebAssembly, or none. */
  readonly group?: number;
}
