/** What computes the calls of a pool, one after the other: several threads, or the calling thread alone. */
import type { Arena } from "../core/api.js";
import type { Engine } from "../core/engine.js";
import type { Call } from "./call.js";

/** Floats that are computed without a look at the clock: 0.2 ms in WebAssembly, 16 ms in Hermes, which has no compiler. */
export const LONGEST_AT_ONCE = 2 ** 18;

export interface Executor {
  readonly arena: Arena;
  /** Computes a call at once, on the calling thread. */
  readonly engine: Engine;
  /** How many threads there are at present, and why not as many as were wanted. */
  readonly threads: number;
  readonly reason: string | undefined;
  /** Floats from which a call is split among the threads. */
  readonly parallelFrom: number;
  /** Computes a call, and gives the event loop its turns meanwhile. Called only when the last call is done. */
  compute(call: Call): Promise<void>;
  /** Ends the threads; resolves when they have ended. */
  end(): Promise<void>;
}
