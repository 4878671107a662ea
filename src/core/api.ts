/** The types of the package: its functions, their options and results. */

declare global {
  /** For programs without the DOM's types. If both exist, they merge. */
  namespace WebAssembly {
    interface Module {}
    interface Memory {}
  }
  interface URL {
    href: string;
  }
}

/** A new `Float32Array`: a `Float32Array<ArrayBuffer>`, as TypeScript calls it from 5.7 on. */
export type NewFloat32Array = ReturnType<Float32ArrayConstructor["of"]>;

/**
 * The type of the result: that of `out`. With `Out` alone, TypeScript would also infer the type from the variable that
 * takes the result, and accept `const view: Subclass = elu(x)`.
 */
export type OutOf<Out> = [Out][Out extends unknown ? 0 : never];

/** Options of every function: where the result goes. */
export interface OutOptions<Out extends Float32Array = Float32Array> {
  /**
   * Where to write the result: an array as long as the input, which may be the input or overlap it in any way. Default:
   * a new array, whose allocation may take several times as long as the computation.
   */
  out?: Out | undefined;
}

/** Options of {@link elu}. */
export interface EluOptions<Out extends Float32Array = Float32Array> extends OutOptions<Out> {
  /**
   * ELU saturates at `-alpha` for very negative inputs. Any finite number, rounded to float32. Default: 1.
   */
  alpha?: number | undefined;
}

/** Options of {@link celu}. */
export interface CeluOptions<Out extends Float32Array = Float32Array> extends OutOptions<Out> {
  /**
   * CELU divides its inputs by `alpha`, and saturates at `-alpha` for very negative ones. Above 0 and finite, rounded
   * to float32. Default: 1.
   */
  alpha?: number | undefined;
}

/** Options of every gradient. */
export interface BackwardOptions<Out extends Float32Array = Float32Array> extends OutOptions<Out> {
  /**
   * Whether `saved` is the `"input"` of the forward function or its `"output"`, for callers that keep only the result.
   * Default: `"input"`.
   */
  from?: "input" | "output" | undefined;
}

/** Options of {@link eluBackward}. */
export interface EluBackwardOptions<Out extends Float32Array = Float32Array> extends BackwardOptions<Out> {
  /**
   * The alpha of the forward function. Any finite number, rounded to float32; with `from: "output"` not negative,
   * because the output would not determine the gradient. Default: 1.
   */
  alpha?: number | undefined;
}

/** Options of {@link celuBackward}. */
export interface CeluBackwardOptions<Out extends Float32Array = Float32Array> extends BackwardOptions<Out> {
  /** The alpha of the forward function. Above 0 and finite, rounded to float32. Default: 1. */
  alpha?: number | undefined;
}

/** A fixed block of linear memory that Float32Arrays are allocated from. The functions compute them in place. */
export interface Arena {
  /** The size of the arena, in floats. */
  readonly capacity: number;
  /** The floats allocated so far, including those skipped for alignment. */
  readonly used: number;
  /**
   * Allocates an array. It starts at a multiple of 16 bytes and never detaches. Its floats are 0 at first, and after
   * {@link Arena.reset} the old contents. (On the JavaScript backend, transferring an array to another thread detaches
   * all arrays of the arena; the arena and its arrays then throw.)
   *
   * @param length - In floats.
   * @throws TypeError if `length` is not a number, or the arena was transferred.
   * @throws RangeError if `length` is not a whole number from 0 up, or exceeds what is left in the arena.
   */
  alloc(length: number): Float32Array;
  /**
   * Frees all arrays at once: they stay readable and writable, and share their memory with the arrays allocated next.
   */
  reset(): void;
}

/** The six functions of the package. They need no `this`. */
export interface EluFunctions {
  /** As the package's {@link elu}. */
  elu<Out extends Float32Array = NewFloat32Array>(input: Float32Array, options?: EluOptions<Out>): OutOf<Out>;
  /** As the package's {@link selu}. */
  selu<Out extends Float32Array = NewFloat32Array>(input: Float32Array, options?: OutOptions<Out>): OutOf<Out>;
  /** As the package's {@link celu}. */
  celu<Out extends Float32Array = NewFloat32Array>(input: Float32Array, options?: CeluOptions<Out>): OutOf<Out>;
  /** As the package's {@link eluBackward}. */
  eluBackward<Out extends Float32Array = NewFloat32Array>(
    gradOutput: Float32Array,
    saved: Float32Array,
    options?: EluBackwardOptions<Out>,
  ): OutOf<Out>;
  /** As the package's {@link seluBackward}. */
  seluBackward<Out extends Float32Array = NewFloat32Array>(
    gradOutput: Float32Array,
    saved: Float32Array,
    options?: BackwardOptions<Out>,
  ): OutOf<Out>;
  /** As the package's {@link celuBackward}. */
  celuBackward<Out extends Float32Array = NewFloat32Array>(
    gradOutput: Float32Array,
    saved: Float32Array,
    options?: CeluBackwardOptions<Out>,
  ): OutOf<Out>;
}

/** The functions of the package on one backend, with their own linear memory. */
export interface Elu extends EluFunctions {
  /** As the package's {@link createArena}. */
  createArena(length: number): Arena;
  /** As the package's {@link getBackend}. */
  getBackend(): BackendInfo;
}

/** The backends; see {@link BackendInfo.name}. */
export type BackendName = "wasm-relaxed-simd" | "wasm-exact-simd" | "wasm-simd" | "js-relaxed" | "js";

/** Options of {@link createElu}. */
export interface CreateEluOptions {
  /**
   * `"auto"` selects the fastest available backend; any other name selects that backend or throws.
   * `"wasm-relaxed-simd"` and `"js-relaxed"` exist in `elu-simd/relaxed` only, `"wasm-exact-simd"` in `elu-simd/exact`
   * only. Default: `"auto"`.
   */
  backend?: BackendName | "auto" | undefined;
  /**
   * The compiled module of the entry point, for hosts that forbid compiling bytes: `elu-simd/elu.wasm`,
   * `elu-simd/elu-relaxed.wasm` or `elu-simd/elu-exact.wasm`. Default: the bytes in the package.
   */
  module?: WebAssembly.Module | undefined;
  /**
   * Your `WebAssembly.Memory`, of 32-bit addresses, shared or not. A call whose arrays are all in that memory computes
   * them in place, at any offset, and writes nothing there but the result. The memory may grow. Calls with other arrays
   * copy, as without the option. Default: none.
   */
  memory?: WebAssembly.Memory | undefined;
}

/** The backend in use, and why no faster one is. */
export interface BackendInfo {
  /**
   * `"wasm-relaxed-simd"`: WebAssembly with fused multiply-add, from `elu-simd/relaxed` only. `"wasm-exact-simd"`:
   * WebAssembly SIMD in float64, from `elu-simd/exact` only. `"wasm-simd"`: WebAssembly SIMD. `"js"`: JavaScript in
   * float64, the bits of `"wasm-exact-simd"`. `"js-relaxed"`: JavaScript with `Math.expm1` and `Math.exp`, from
   * `elu-simd/relaxed` only.
   */
  readonly name: BackendName;
  /** Why no faster backend is in use; `undefined` if the fastest is. */
  readonly reason: string | undefined;
}
