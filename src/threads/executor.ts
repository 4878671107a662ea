/** What computes the calls of a pool, one after the other: several threads, or the calling thread alone. */
import type { Arena } from "../arena.js";
import type { WasmBuild } from "../backend.js";
import type { BackendInfo } from "../elu.js";
import { createArena, createEngine } from "../engine.js";
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
export function createSingleExecutor(
  builds: readonly WasmBuild[],
  capacity: number,
  reason: string | undefined,
): Executor {
  const engine = createEngine(builds);
  return {
    arena: createArena(engine, capacity, "createPool"),
    backend: engine.backend,
    threads: 1,
    reason,
    parallelFrom: Number.POSITIVE_INFINITY,
    execute: (call) => computeOn(engine, call),
    async end() {},
  };
}
