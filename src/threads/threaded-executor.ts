/** Threads over one shared memory: made here, and told how to compute each call. */
import { createArenaIn } from "../arena.js";
import { createEngine } from "../engine.js";
import { BLOCK_BYTES, Block, createWorkspace } from "../workspace.js";
import { LONGEST_TRIED, measureBreakEven } from "./break-even.js";
import { sharedBuilds, unsharedBuilds } from "./builds.js";
import { computeIn, computeOn } from "./call.js";
import type { Executor } from "./executor.js";
import type { Host } from "./host.js";
import { RING_SLOTS } from "./job.js";
import { RING_START, selectSharedBackend } from "./shared-memory.js";
import { computeTogether, hasToBeComputedInOrder, type Slot, type Threads } from "./together.js";
import { Workers } from "./workers.js";

/** What tests set instead of what is measured and what is reasonable. */
export interface Overrides {
  readonly parallelFrom?: number;
  readonly secondsOfPatience?: number;
}

/** Throws where the machine has no shared memory or no kernels for it. Workers that do not start are told by `reason`. */
export async function createThreadedExecutor(
  host: Host,
  relaxed: boolean,
  threads: number,
  capacity: number,
  overrides: Overrides = {},
): Promise<Executor> {
  const count = threads - (host.callerComputes ? 1 : 0);
  const backend = selectSharedBackend(sharedBuilds(relaxed), count, Math.max(capacity, LONGEST_TRIED));
  const memory = backend.memory.buffer;
  // Engines copy into shared memory more slowly than into other memory, so what is short and lies elsewhere is computed
  // in a memory that is not shared.
  const engine = createEngine(unsharedBuilds(relaxed), backend.name);
  const workers = await Workers.start(host, backend, count, overrides.secondsOfPatience);
  const workspace = createWorkspace({ kernels: backend.kernels, memory }, true);
  const ring = Array.from({ length: RING_SLOTS }, (_, slot): Slot => {
    const first = RING_START + slot * 2 * BLOCK_BYTES;
    return [new Block(memory, first), new Block(memory, first + BLOCK_BYTES)];
  });
  const shared: Threads = { workers, memory, workspace, ring };
  const scratch = new Float32Array(memory, backend.arenaStart, LONGEST_TRIED);
  const parallelFrom = overrides.parallelFrom ?? (await measureBreakEven(shared, scratch));

  return {
    arena: createArenaIn(memory, backend.arenaStart, capacity),
    backend,
    get threads() {
      return Math.max(1, workers.size + (host.callerComputes ? 1 : 0));
    },
    get reason() {
      return workers.reason;
    },
    parallelFrom,
    execute(call) {
      const { inputs, out } = call;
      if (out.length >= parallelFrom && workers.size > 0 && !hasToBeComputedInOrder(call)) {
        return computeTogether(shared, call, Math.floor(out.length / parallelFrom));
      }
      const isHere = out.buffer === memory || inputs.some((input) => input.buffer === memory);
      return isHere ? computeIn(workspace, call) : computeOn(engine, call);
    },
    end: () => workers.end(),
  };
}
