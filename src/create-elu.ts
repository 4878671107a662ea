/** The functions of the package over one backend: check the arguments, then let staging run the kernel. */
import { type BackendName, selectBackend } from "./backend.js";
import { Staging } from "./staging.js";
import { checkAlpha, checkBackendChoice, checkFloat32Array, checkModule, checkOptions, resultFor } from "./validate.js";

/** Options of {@link elu}. */
export interface EluOptions {
  /**
   * The value that ELU saturates at for very negative inputs is `-alpha`. Any finite number, rounded to float32.
   * Default: 1.
   */
  alpha?: number | undefined;
  /**
   * Where to write the result: as long as the input, and overlapping it in any way; the input itself computes in
   * place. Default: a new array.
   */
  out?: Float32Array | undefined;
}

/** Which backend computes, and why. */
export interface BackendInfo {
  /** `"wasm-simd"`: WebAssembly SIMD. `"js"`: JavaScript, the same bits. */
  readonly name: BackendName;
  /** Why a faster backend is not in use; `undefined` where the fastest is. */
  readonly reason: string | undefined;
}

/** Options of {@link createElu}. */
export interface CreateEluOptions {
  /** `"auto"` takes the fastest that can be had; any other name takes that one or throws. Default: `"auto"`. */
  backend?: BackendName | "auto" | undefined;
  /** `elu-simd/elu.wasm`, compiled: for hosts that forbid compiling from bytes. Default: the bytes in the package. */
  module?: WebAssembly.Module | undefined;
}

/** The functions of the package on a backend of their own, with a linear memory of their own. */
export interface Elu {
  /** As the package's {@link elu}. */
  elu(input: Float32Array, options?: EluOptions): Float32Array;
  /** As the package's {@link getBackend}. */
  getBackend(): BackendInfo;
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

  return {
    elu(input, options = {}) {
      checkFloat32Array("elu", "input", input);
      checkOptions("elu", options, "{ alpha: 2 }");
      const { alpha = 1, out } = options;
      checkAlpha("elu", alpha);
      const result = resultFor("elu", out, "input", input.length);
      staging.elu(input, result, alpha);
      return result;
    },
    getBackend: () => ({ name, reason }),
  };
}
