/** What computes the calls of a pool, one after the other: several threads, or the calling thread alone. */
import type { BackendInfo } from "../core/api.js";
import type { Arena } from "../core/arena.js";
import { selectBackend } from "../core/backend.js";
import { createArena, Engine, getBackend } from "../core/engine.js";
import { buildsFor, fallback } from "./builds.js";
import { type Call, computeOn } from "./call.js";

export interface Executor {
  readonly arena: Arena;
  readonly backend: BackendInfo;
  /** How many threads there are at present, and why not as many as were wanted. */
  readonly threads: number;
  readonly reason: string | undefined;
  /** Floats from which a call is split among the threads. */
  readonly parallelFrom: number;
  /** Never called before the last call is done. A promise where it is not done on return. */
  execute(call: Call): void | Promise<void>;
  /** Ends the threads; resolves when they have ended. */
  end(): Promise<void>;
}

/** On this thread, with memory that is not shared. */
export function createSingleExecutor(relaxed: boolean, capacity: number, reason: string | undefined): Executor {
  const engine = new Engine(() => selectBackend(buildsFor(relaxed), fallback(relaxed)));
  return {
    arena: createArena(engine, capacity, "createPool"),
    backend: getBackend(engine),
    threads: 1,
    reason,
    parallelFrom: Number.POSITIVE_INFINITY,
    execute: (call) => void computeOn(engine, call),
    async end() {},
  };
}
