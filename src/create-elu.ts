/**
 * The functions of the package over one backend: each checks its arguments, says which numbers make it of the one
 * function that the kernels know (kernels.ts), and lets staging run them.
 */
import { type BackendName, selectBackend } from "./backend.js";
import { SELU_ALPHA, SELU_SCALE } from "./constants.js";
import type { BackwardOptions, Elu, OutOptions } from "./elu.js";
import { Staging } from "./staging.js";
import {
  alphaFrom,
  checkBackendChoice,
  checkFloat32Array,
  checkFrom,
  checkModule,
  checkNotNegative,
  checkOptions,
  checkSameLength,
  positiveAlphaFrom,
  resultFor,
} from "./validate.js";

/** Options of {@link createElu}. */
export interface CreateEluOptions {
  /** `"auto"` takes the fastest that can be had; any other name takes that one or throws. Default: `"auto"`. */
  backend?: BackendName | "auto" | undefined;
  /** `elu-simd/elu.wasm`, compiled: for hosts that forbid compiling from bytes. Default: the bytes in the package. */
  module?: WebAssembly.Module | undefined;
}

/**
 * Makes the functions of the package on a chosen backend.
 *
 * @example
 * const { elu, getBackend } = createElu({ backend: "js" });
 *
 * @param options - The backend, and a compiled module to use. Default: the fastest that can be had.
 * @returns The functions; they need no `this`.
 * @throws Error with its `cause` where the backend that was asked for cannot be had; `"auto"` never throws for that.
 * @throws TypeError where `options` is no object or `module` no `WebAssembly.Module`.
 * @throws RangeError where `backend` is no name of a backend.
 */
export function createElu(options: CreateEluOptions = {}): Elu {
  checkOptions("createElu", options, '{ backend: "js" }');
  const { backend: choice = "auto", module } = options;
  checkBackendChoice("createElu", choice);
  if (module !== undefined) checkModule("createElu", module);

  const { name, reason, kernels, memory } = selectBackend(choice, module);
  const staging = new Staging(kernels, memory);

  function forward(
    where: string,
    input: Float32Array,
    { out }: OutOptions,
    alpha: number,
    scale: number,
    divisor: number,
  ): Float32Array {
    checkFloat32Array(where, "input", input);
    const result = resultFor(where, out, "input", input);
    staging.forward(input, result, alpha, scale, divisor);
    return result;
  }

  function backward(
    where: string,
    gradOutput: Float32Array,
    saved: Float32Array,
    { from = "input", out }: BackwardOptions,
    alpha: number,
    scale: number,
    divisor: number,
  ): Float32Array {
    checkFloat32Array(where, "gradOutput", gradOutput);
    checkFloat32Array(where, "saved", saved);
    checkSameLength(where, "saved", saved, "gradOutput", gradOutput);
    checkFrom(where, from);
    const result = resultFor(where, out, "gradOutput", gradOutput);
    staging.backward(from, gradOutput, saved, result, alpha, scale, divisor);
    return result;
  }

  return {
    elu(input, options = {}) {
      const alpha = alphaFrom("elu", options);
      return forward("elu", input, options, alpha, 1, 1);
    },
    selu(input, options = {}) {
      checkOptions("selu", options, "{ out }");
      return forward("selu", input, options, SELU_ALPHA, SELU_SCALE, 1);
    },
    celu(input, options = {}) {
      const alpha = positiveAlphaFrom("celu", options);
      return forward("celu", input, options, alpha, 1, alpha);
    },
    eluBackward(gradOutput, saved, options = {}) {
      const alpha = alphaFrom("eluBackward", options);
      if (options.from === "output") checkNotNegative("eluBackward", alpha);
      return backward("eluBackward", gradOutput, saved, options, alpha, 1, 1);
    },
    seluBackward(gradOutput, saved, options = {}) {
      checkOptions("seluBackward", options, '{ from: "output" }');
      return backward("seluBackward", gradOutput, saved, options, SELU_ALPHA, SELU_SCALE, 1);
    },
    celuBackward(gradOutput, saved, options = {}) {
      const alpha = positiveAlphaFrom("celuBackward", options);
      return backward("celuBackward", gradOutput, saved, options, alpha, 1, alpha);
    },
    getBackend: () => ({ name, reason }),
  };
}
