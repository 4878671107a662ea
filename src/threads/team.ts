/** Threads over one shared memory: made here, and told how to compute each call. */
import { createArenaIn } from "../arena.js";
import { createEngine } from "../engine.js";
import { BLOCK_BYTES, Block, createWorkspace } from "../workspace.js";
import { LONGEST_TRIED, measureBreakEven } from "./break-even.js";
import { loneBuilds, sharedBuilds } from "./builds.js";
import { computeIn, computeOn } from "./call.js";
import { Crew } from "./crew.js";
import type { Executor } from "./executor.js";
import type { Host } from "./host.js";
import { RING_SLOTS } from "./job.js";
import { RING_START, selectSharedBackend } from "./shared-memory.js";
import { computeTogether, hasToBeComputedInOrder, type Team } from "./together.js";

/** What tests set instead of what is measured and what is reasonable. */
export interface Overrides {
  readonly parallelFrom?: number;
  readonly secondsOfPatience?: number;
}

/** Throws where the machine has no shared memory or no kernels for it. Workers that do not start are told by `reason`. */
export async function createTeamExecutor(
  host: Host,
  relaxed: boolean,
  threads: number,
  capacity: number,
  overrides: Overrides = {},
): Promise<Executor> {
  const workers = threads - (host.callerComputes ? 1 : 0);
  const backend = selectSharedBackend(sharedBuilds(relaxed), workers, Math.max(capacity, LONGEST_TRIED));
  const memory = backend.memory.buffer;
  // Copies into shared memory take twice as long as into other memory (V8), so what is short and lies elsewhere is
  // computed there.
  const engine = createEngine(loneBuilds(relaxed), backend.name);
  const crew = await Crew.start(host, backend, workers, overrides.secondsOfPatience);
  const team: Team = {
    crew,
    memory,
    workspace: createWorkspace({ kernels: backend.kernels, memory }, true),
    ring: Array.from({ length: RING_SLOTS }, (_, slot) => {
      const first = RING_START + slot * 2 * BLOCK_BYTES;
      return [new Block(memory, first), new Block(memory, first + BLOCK_BYTES)];
    }),
  };
  const scratch = new Float32Array(memory, backend.arenaStart, LONGEST_TRIED);
  const parallelFrom = overrides.parallelFrom ?? (await measureBreakEven(team, scratch));
  return {
    arena: createArenaIn(memory, backend.arenaStart, capacity),
    backend,
    get threads() {
      return Math.max(1, crew.size + (host.callerComputes ? 1 : 0));
    },
    get reason() {
      return crew.reason;
    },
    parallelFrom,
    execute(call) {
      const { inputs, out } = call;
      if (out.length >= parallelFrom && crew.size > 0 && !hasToBeComputedInOrder(call)) {
        return computeTogether(team, call, Math.floor(out.length / parallelFrom));
      }
      const isHere = out.buffer === memory || inputs.some((input) => input.buffer === memory);
      return isHere ? computeIn(team.workspace, call) : computeOn(engine, call);
    },
    end: () => crew.end(),
  };
}
