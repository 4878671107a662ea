/** Opens pools on a host that the test chooses, in Node or in a page. Nothing here needs a test runner. */
import { type Arithmetic, DEFAULT } from "../../src/threads/arithmetic.js";
import { createPoolOn } from "../../src/threads/create-pool.js";
import type { Host } from "../../src/threads/host.js";
import type { Threads } from "../../src/threads/parallel.js";
import type { Pool } from "../../src/threads/pool.js";
import { createThreadedExecutor, startThreads } from "../../src/threads/threaded-executor.js";

export interface PoolSettings {
  readonly threads?: number;
  readonly capacity?: number;
  readonly arithmetic?: Arithmetic;
  readonly parallelFrom?: number;
}

/** A pool that splits every call, or calls from the length of `parallelFrom` or `measure` on. */
export async function openPool(
  host: Host,
  { threads = 2, capacity = 2 ** 20, arithmetic = DEFAULT, parallelFrom = 1 }: PoolSettings = {},
  measure: (threads: Threads) => number | Promise<number> = () => parallelFrom,
): Promise<Pool> {
  const started = await startThreads(host, arithmetic, threads, capacity);
  return createPoolOn(createThreadedExecutor(started, capacity, await measure(started)));
}
