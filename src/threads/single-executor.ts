/** Computes the calls of a pool on the calling thread alone, in memory that is not shared. */
import { selectBackend } from "../core/backend.js";
import { createArena, Dispatcher } from "../core/dispatcher.js";
import { overwritesInputs, savedForOneDirection } from "../core/staging.js";
import type { Arithmetic } from "./arithmetic.js";
import { nextTurn, turnIsDue } from "./event-loop.js";
import { type Executor, LONGEST_AT_ONCE } from "./executor.js";
import { type Call, checkWhole, computeOn, sliceOf } from "./queued-call.js";

/** `reason`: why there are no other threads. */
export function createSingleExecutor(
  { builds, fallback }: Arithmetic,
  capacity: number,
  reason: string | undefined,
): Executor {
  const dispatcher = new Dispatcher(() => selectBackend(builds, fallback));
  return {
    arena: createArena(dispatcher, capacity, "createPool"),
    dispatcher,
    threads: 1,
    reason,
    parallelFrom: Number.POSITIVE_INFINITY,
    compute: (call) => computeInSlices(dispatcher, call),
    async end() {},
  };
}

/** Computes the call on this thread in slices, and yields to the event loop between slices. */
export async function computeInSlices(dispatcher: Dispatcher, call: Call): Promise<void> {
  const { input, out, length } = call;
  const saved = savedForOneDirection(input, call.saved, out);
  const descends = overwritesInputs(input, saved, out);
  const slices = Math.ceil(length / LONGEST_AT_ONCE);
  for (let k = 0; k < slices; k++) {
    if (turnIsDue(LONGEST_AT_ONCE)) {
      await nextTurn();
      checkWhole(call);
    }
    const start = (descends ? slices - 1 - k : k) * LONGEST_AT_ONCE;
    computeOn(dispatcher, sliceOf({ ...call, saved }, start, Math.min(LONGEST_AT_ONCE, length - start)));
  }
}
