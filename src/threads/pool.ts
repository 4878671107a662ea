/** The public types of a pool. */
import type {
  Arena,
  BackendInfo,
  BackwardOptions,
  CeluBackwardOptions,
  CeluOptions,
  EluBackwardOptions,
  EluOptions,
  NewFloat32Array,
  OutOf,
  OutOptions,
} from "../core/api.js";

declare global {
  /** For programs whose `lib` is older than `await using`. They merge with the types of `lib` and @types/node. */
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
    readonly dispose: unique symbol;
  }
  interface AsyncDisposable {
    [Symbol.asyncDispose](): PromiseLike<void>;
  }
  interface Disposable {
    [Symbol.dispose](): void;
  }
}

/**
 * Threads that compute the functions of the package together, over one shared linear memory.
 *
 * Each function takes the arguments of the function of that name in `elu-simd`, and returns a promise of the same bits
 * (with `relaxed` or `exact`, those of `elu-simd/relaxed` or `elu-simd/exact`). Calls are computed one after the other,
 * in the order in which they were made. A call's arrays belong to the pool until its promise is settled: to reuse a
 * buffer for the next call, await the previous call first. Arrays of {@link Pool.alloc} are computed in place; all
 * others are copied through the shared memory, 4,096 floats at a time.
 *
 * A promise is rejected with the error that the function of `elu-simd` would throw, with a TypeError for an unknown
 * option, and with an Error if a worker dies while it computes the call (its `cause` is the reason; `out` may then be
 * partly written) or if the pool was closed before.
 *
 * A full pool throws a RangeError at {@link Pool.alloc}: {@link Pool.reset} takes all arrays back, and the option
 * `capacity` of `createPool` makes room for more.
 */
export interface Pool extends Arena {
  /** As the package's {@link elu}. */
  elu<Out extends Float32Array = NewFloat32Array>(input: Float32Array, options?: EluOptions<Out>): Promise<OutOf<Out>>;
  /** As the package's {@link selu}. */
  selu<Out extends Float32Array = NewFloat32Array>(input: Float32Array, options?: OutOptions<Out>): Promise<OutOf<Out>>;
  /** As the package's {@link celu}. */
  celu<Out extends Float32Array = NewFloat32Array>(
    input: Float32Array,
    options?: CeluOptions<Out>,
  ): Promise<OutOf<Out>>;
  /** As the package's {@link eluBackward}. */
  eluBackward<Out extends Float32Array = NewFloat32Array>(
    gradOutput: Float32Array,
    saved: Float32Array,
    options?: EluBackwardOptions<Out>,
  ): Promise<OutOf<Out>>;
  /** As the package's {@link seluBackward}. */
  seluBackward<Out extends Float32Array = NewFloat32Array>(
    gradOutput: Float32Array,
    saved: Float32Array,
    options?: BackwardOptions<Out>,
  ): Promise<OutOf<Out>>;
  /** As the package's {@link celuBackward}. */
  celuBackward<Out extends Float32Array = NewFloat32Array>(
    gradOutput: Float32Array,
    saved: Float32Array,
    options?: CeluBackwardOptions<Out>,
  ): Promise<OutOf<Out>>;
  /** The number of threads that compute at present; the calling thread counts if it computes. */
  readonly threads: number;
  /** Why fewer threads compute than were requested; `undefined` if as many do. */
  readonly reason: string | undefined;
  /**
   * Calls of this many floats or more are split among the threads: measured when the pool starts, or 2^15 if the
   * calling thread does not compute. The calling thread computes shorter calls alone, which is faster. Infinity
   * if there is only one thread.
   */
  readonly parallelFrom: number;
  /** The backend of all threads, and why a faster one is not in use. */
  getBackend(): BackendInfo;
  /**
   * Ends the threads after the last call; resolves when they have ended. May be called more than once. Later calls are
   * rejected; arrays stay as they are. A process can exit without it, and a page can be left.
   */
  close(): Promise<void>;
  /** As {@link Pool.close}: `await using pool = await createPool()`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Where to load the script of the workers from: an address, a path for Node, or a TrustedScriptURL. */
export type WorkerUrl = string | URL | TrustedScriptUrl;

/** A TrustedScriptURL, by its method: few type libraries know the name. */
export interface TrustedScriptUrl {
  /** The address. */
  toJSON(): string;
}
