/** Computes the calls of a pool, one at a time: on several threads, or on the calling thread alone. */
import type { Arena } from "../core/api.js";
import type { Dispatcher } from "../core/dispatcher.js";
import type { Call } from "./queued-call.js";

/** Floats computed without reading the clock: 0.2 ms in WebAssembly, 16 ms in Hermes, which has no compiler. */
export const LONGEST_AT_ONCE = 2 ** 18;

export interface Executor {
  readonly arena: Arena;
  /** Computes a call at once, on the calling thread. */
  readonly dispatcher: Dispatcher;
  /** The number of threads that compute at present, and why there are fewer than requested. */
  readonly threads: number;
  readonly reason: string | undefined;
  /** Calls of this many floats or more are split among the threads. */
  readonly parallelFrom: number;
  /** Computes a call and yields to the event loop in between. Called only when the previous call is done. */
  compute(call: Call): Promise<void>;
  /** Ends the threads, and resolves when they have ended. */
  end(): Promise<void>;
}
