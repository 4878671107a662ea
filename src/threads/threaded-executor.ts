/** Computes the calls of a pool on several threads over one shared memory. */
import { createArenaIn } from "../core/arena.js";
import { selectWasmBackend } from "../core/backend.js";
import { CallerMemory } from "../core/caller-memory.js";
import { Dispatcher } from "../core/dispatcher.js";
import { BLOCK_BYTES, StagingBlock } from "../core/staging.js";
import type { Arithmetic } from "./arithmetic.js";
import { LONGEST_TRIED } from "./break-even.js";
import type { Executor } from "./executor.js";
import type { Host } from "./host.js";
import { RING_SLOTS } from "./job.js";
import { computeInParallel, type RingSlot, type Threads } from "./parallel.js";
import { SLOT_BYTES, selectSharedBackend } from "./shared-memory.js";
import { computeInSlices } from "./single-executor.js";
import { Workers } from "./workers.js";

/**
 * Starts `count` threads over a memory with room for `capacity` floats; the calling thread counts if it computes.
 * Throws if there is no shared memory, or no kernels for it. If workers do not start, there are fewer threads, and
 * `reason` says why.
 */
export async function startThreads(
  host: Host,
  { builds }: Arithmetic,
  count: number,
  capacity: number,
): Promise<Threads> {
  const workerCount = count - (host.callerComputes ? 1 : 0);
  const backend = selectSharedBackend(builds, workerCount, Math.max(capacity, LONGEST_TRIED));
  const ring = Array.from({ length: RING_SLOTS }, (_, slot): RingSlot => {
    const first = slot * SLOT_BYTES;
    const { memory } = backend.instance;
    return [new StagingBlock(memory, first), new StagingBlock(memory, first + BLOCK_BYTES)];
  });
  return { workers: await Workers.start(host, backend, workerCount), backend, ring };
}

/** Splits calls of `parallelFrom` floats or more among the threads, and computes shorter ones on the calling thread. */
export function createThreadedExecutor(threads: Threads, capacity: number, parallelFrom: number): Executor {
  const { workers, backend } = threads;
  const { build, reason, memory, instance, arenaStart } = backend;
  // Short calls are staged in memory that is not shared: engines copy into shared memory more slowly.
  const callerMemory = new CallerMemory(memory, build);
  const dispatcher = new Dispatcher(() => ({ ...selectWasmBackend([build]), reason, callerMemory }));
  return {
    arena: createArenaIn(instance.memory, arenaStart, capacity),
    dispatcher,
    get threads() {
      return workers.threads;
    },
    get reason() {
      return workers.reason;
    },
    parallelFrom,
    compute(call) {
      if (call.length < parallelFrom || workers.size === 0) return computeInSlices(dispatcher, call);
      return computeInParallel(threads, call, Math.floor(call.length / parallelFrom));
    },
    end: () => workers.end(),
  };
}
