/** What the package offers, as types: its functions and their options. */
import type { Arena } from "./arena.js";
import type { BackendName } from "./backend.js";

/** Options of every function: where the result goes. */
export interface OutOptions {
  /**
   * Where to write the result: as long as the input, and overlapping it in any way; the input itself computes in
   * place. Default: a new array.
   */
  out?: Float32Array | undefined;
}

/** Options of {@link elu}. */
export interface EluOptions extends OutOptions {
  /**
   * The value that ELU saturates at for very negative inputs is `-alpha`. Any finite number, rounded to float32.
   * Default: 1.
   */
  alpha?: number | undefined;
}

/** Options of {@link celu}. */
export interface CeluOptions extends OutOptions {
  /**
   * The value that CELU saturates at for very negative inputs is `-alpha`, and inputs are divided by it. Above 0 and
   * finite, rounded to float32. Default: 1.
   */
  alpha?: number | undefined;
}

/** Options of every gradient. */
export interface BackwardOptions extends OutOptions {
  /**
   * What `saved` is: the `"input"` of the forward, or its `"output"`, for callers that keep only the result.
   * Default: `"input"`.
   */
  from?: "input" | "output" | undefined;
}

/** Options of {@link eluBackward}. */
export interface EluBackwardOptions extends BackwardOptions {
  /**
   * That of the forward. Any finite number, rounded to float32; not negative where `from` is `"output"`, which would
   * leave the gradient ambiguous. Default: 1.
   */
  alpha?: number | undefined;
}

/** Options of {@link celuBackward}. */
export interface CeluBackwardOptions extends BackwardOptions {
  /** That of the forward. Above 0 and finite, rounded to float32. Default: 1. */
  alpha?: number | undefined;
}

/** Options of {@link createElu}. */
export interface CreateEluOptions {
  /**
   * `"auto"` takes the fastest that can be had; any other name takes that one or throws. `"wasm-relaxed-simd"` is there
   * in `elu-simd/relaxed` only. Default: `"auto"`.
   */
  backend?: BackendName | "auto" | undefined;
  /**
   * `elu-simd/elu.wasm`, in `elu-simd/relaxed` `elu-simd/elu-relaxed.wasm`, compiled: for hosts that forbid compiling
   * from bytes. Default: the bytes in the package.
   */
  module?: WebAssembly.Module | undefined;
}

/** Which backend computes, and why. */
export interface BackendInfo {
  /**
   * `"wasm-relaxed-simd"`: WebAssembly with fused multiply-add, from `elu-simd/relaxed` only. `"wasm-simd"`: WebAssembly
   * SIMD. `"js"`: JavaScript, the same bits as the latter.
   */
  readonly name: BackendName;
  /** Why a faster backend is not in use; `undefined` where the fastest is. */
  readonly reason: string | undefined;
}

/** The functions of the package on a backend of their own, with a linear memory of their own. */
export interface Elu {
  /** As the package's {@link elu}. */
  elu(input: Float32Array, options?: EluOptions): Float32Array;
  /** As the package's {@link selu}. */
  selu(input: Float32Array, options?: OutOptions): Float32Array;
  /** As the package's {@link celu}. */
  celu(input: Float32Array, options?: CeluOptions): Float32Array;
  /** As the package's {@link eluBackward}. */
  eluBackward(gradOutput: Float32Array, saved: Float32Array, options?: EluBackwardOptions): Float32Array;
  /** As the package's {@link seluBackward}. */
  seluBackward(gradOutput: Float32Array, saved: Float32Array, options?: BackwardOptions): Float32Array;
  /** As the package's {@link celuBackward}. */
  celuBackward(gradOutput: Float32Array, saved: Float32Array, options?: CeluBackwardOptions): Float32Array;
  /** As the package's {@link createArena}. */
  createArena(length: number): Arena;
  /** As the package's {@link getBackend}. */
  getBackend(): BackendInfo;
}
