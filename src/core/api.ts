/** What the package offers, as types: its functions, their options and what they give. */
import type { Arena } from "./arena.js";
import type { BackendName } from "./kernels.js";

declare global {
  /** Named for programs without the DOM's types, with which these merge. */
  namespace WebAssembly {
    interface Module {}
  }
  interface URL {
    href: string;
  }
}

/** A `Float32Array` over memory of its own: a `Float32Array<ArrayBuffer>`, as TypeScript calls it from 5.7 on. */
export type NewFloat32Array = ReturnType<Float32ArrayConstructor["of"]>;

/**
 * The type of `out`, where it is given, as that of the result. Only `out` decides it: from the plain name TypeScript would
 * also conclude it from what the result is assigned to, and let `const view: Subclass = elu(x)` pass.
 */
export type OutOf<Out> = [Out][Out extends unknown ? 0 : never];

/** Options of every function: where the result goes. */
export interface OutOptions<Out extends Float32Array = Float32Array> {
  /**
   * Where to write the result: as long as the input, and overlapping it in any way; the input itself computes in
   * place. Default: a new array, which may cost several times what computing it does.
   */
  out?: Out | undefined;
}

/** Options of {@link elu}. */
export interface EluOptions<Out extends Float32Array = Float32Array> extends OutOptions<Out> {
  /**
   * The value that ELU saturates at for very negative inputs is `-alpha`. Any finite number, rounded to float32.
   * Default: 1.
   */
  alpha?: number | undefined;
}

/** Options of {@link celu}. */
export interface CeluOptions<Out extends Float32Array = Float32Array> extends OutOptions<Out> {
  /**
   * The value that CELU saturates at for very negative inputs is `-alpha`, and inputs are divided by it. Above 0 and
   * finite, rounded to float32. Default: 1.
   */
  alpha?: number | undefined;
}

/** Options of every gradient. */
export interface BackwardOptions<Out extends Float32Array = Float32Array> extends OutOptions<Out> {
  /**
   * What `saved` is: the `"input"` of the forward, or its `"output"`, for callers that keep only the result.
   * Default: `"input"`.
   */
  from?: "input" | "output" | undefined;
}

/** Options of {@link eluBackward}. */
export interface EluBackwardOptions<Out extends Float32Array = Float32Array> extends BackwardOptions<Out> {
  /**
   * That of the forward. Any finite number, rounded to float32; not negative where `from` is `"output"`, which would
   * leave the gradient ambiguous. Default: 1.
   */
  alpha?: number | undefined;
}

/** Options of {@link celuBackward}. */
export interface CeluBackwardOptions<Out extends Float32Array = Float32Array> extends BackwardOptions<Out> {
  /** That of the forward. Above 0 and finite, rounded to float32. Default: 1. */
  alpha?: number | undefined;
}

/** What a call gives: an array at once or, from a pool of threads, a promise of it. */
export interface Results<Out> {
  /** At once. */
  readonly array: Out;
  /** From a pool. */
  readonly promise: Promise<Out>;
}

/** How a call gives its result. */
export type How = keyof Results<never>;

/** The six functions of the package, which give arrays or promises of arrays. */
export interface Functions<H extends How> {
  /** As the package's {@link elu}. */
  elu<Out extends Float32Array = NewFloat32Array>(
    input: Float32Array,
    options?: EluOptions<Out>,
  ): Results<OutOf<Out>>[H];
  /** As the package's {@link selu}. */
  selu<Out extends Float32Array = NewFloat32Array>(
    input: Float32Array,
    options?: OutOptions<Out>,
  ): Results<OutOf<Out>>[H];
  /** As the package's {@link celu}. */
  celu<Out extends Float32Array = NewFloat32Array>(
    input: Float32Array,
    options?: CeluOptions<Out>,
  ): Results<OutOf<Out>>[H];
  /** As the package's {@link eluBackward}. */
  eluBackward<Out extends Float32Array = NewFloat32Array>(
    gradOutput: Float32Array,
    saved: Float32Array,
    options?: EluBackwardOptions<Out>,
  ): Results<OutOf<Out>>[H];
  /** As the package's {@link seluBackward}. */
  seluBackward<Out extends Float32Array = NewFloat32Array>(
    gradOutput: Float32Array,
    saved: Float32Array,
    options?: BackwardOptions<Out>,
  ): Results<OutOf<Out>>[H];
  /** As the package's {@link celuBackward}. */
  celuBackward<Out extends Float32Array = NewFloat32Array>(
    gradOutput: Float32Array,
    saved: Float32Array,
    options?: CeluBackwardOptions<Out>,
  ): Results<OutOf<Out>>[H];
}

/** The functions of the package on a backend of their own, with a linear memory of their own. */
export interface Elu extends Functions<"array"> {
  /** As the package's {@link createArena}. */
  createArena(length: number): Arena;
  /** As the package's {@link getBackend}. */
  getBackend(): BackendInfo;
}

/** Options of {@link createElu}. */
export interface CreateEluOptions {
  /**
   * `"auto"` takes the fastest that can be had; any other name takes that one or throws. `"wasm-relaxed-simd"` and
   * `"js-relaxed"` are there in `elu-simd/relaxed` only. Default: `"auto"`.
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
   * SIMD. `"js"`: JavaScript, the same bits as the latter. `"js-relaxed"`: JavaScript in float64, from
   * `elu-simd/relaxed` only.
   */
  readonly name: BackendName;
  /** Why a faster backend is not in use; `undefined` where the fastest is. */
  readonly reason: string | undefined;
}
