/** Threads over one shared memory: started here, and told how to compute each call. */
import { createArenaIn } from "../core/arena.js";
import { selectWasmBackend } from "../core/backend.js";
import { Engine } from "../core/engine.js";
import { bufferOf } from "../core/float32-array.js";
import { BLOCK_BYTES, Block, Staging } from "../core/staging.js";
import { LONGEST_TRIED } from "./break-even.js";
import { buildsFor } from "./builds.js";
import { computeOn, inputsOf } from "./call.js";
import type { Executor } from "./executor.js";
import type { Host } from "./host.js";
import { RING_SLOTS } from "./job.js";
import { RING_START, type SharedBackend, selectSharedBackend } from "./shared-memory.js";
import { computeTogether, dependsOnOrder, type Slot, type Threads } from "./together.js";
import { Workers } from "./workers.js";

/**
 * Starts so many threads, over a memory with room for `capacity` floats. Throws where the machine has no shared memory or
 * no kernels for it; where workers do not start, there are fewer threads, and their `reason`.
 */
export async function startThreads(host: Host, relaxed: boolean, threads: number, capacity: number): Promise<Threads> {
  const count = threads - (host.callerComputes ? 1 : 0);
  const backend = selectSharedBackend(buildsFor(relaxed), count, Math.max(capacity, LONGEST_TRIED));
  const memory = backend.memory.buffer;
  const ring = Array.from({ length: RING_SLOTS }, (_, slot): Slot => {
    const first = RING_START + slot * 2 * BLOCK_BYTES;
    return [new Block(memory, first), new Block(memory, first + BLOCK_BYTES)];
  });
  const workers = await Workers.start(host, backend, count);
  return { workers, backend, staging: new Staging(backend.instance, true), ring };
}

/** Computes calls on all threads where they have `parallelFrom` floats or more, on the calling one where they are shorter. */
export function createThreadedExecutor(threads: Threads, capacity: number, parallelFrom: number): Executor {
  const { workers, backend, staging } = threads;
  const { memory } = backend.instance;
  const engine = unsharedEngine(backend);
  return {
    arena: createArenaIn(memory, backend.arenaStart, capacity),
    backend,
    get threads() {
      return workers.threads;
    },
    get reason() {
      return workers.reason;
    },
    parallelFrom,
    execute(call) {
      const { length } = call;
      if (length >= parallelFrom && workers.size > 0 && !dependsOnOrder(call)) {
        return computeTogether(threads, call, Math.floor(length / parallelFrom));
      }
      const isHere = inputsOf(call)
        .concat(call.out)
        .some((array) => bufferOf(array) === memory);
      return isHere ? computeOn(staging, call) : void computeOn(engine, call);
    },
    end: () => workers.end(),
  };
}

/**
 * Engines copy into shared memory more slowly than into other memory, so what is short and lies elsewhere is computed in a
 * memory that is not shared.
 */
function unsharedEngine({ name }: SharedBackend): Engine {
  const builds = buildsFor(name === "wasm-relaxed-simd").filter((build) => build.name === name);
  return new Engine(() => selectWasmBackend(builds));
}
