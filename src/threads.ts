/**
 * `elu-simd/threads`: the functions of `elu-simd` on several threads at once, over one shared linear memory, for arrays
 * of some hundred thousand floats and more. In Node, and in pages that are cross-origin isolated; everywhere else the
 * same calls run on one thread, and the pool says why.
 *
 * @packageDocumentation
 */

import { checkBoolean, checkLength, checkThreads, checkUrl, settingsFrom } from "./core/validate.js";
import type { Pool, WorkerUrl } from "./threads/api.js";
import { measureBreakEven } from "./threads/break-even.js";
import { createSingleExecutor, type Executor } from "./threads/executor.js";
import { detectHost } from "./threads/host.js";
import { createPoolOn } from "./threads/pool.js";
import { createThreadedExecutor, startThreads } from "./threads/threaded-executor.js";

export type * from "./core/api.js";
export type { BackendName } from "./core/kernels.js";
export type { Pool, TrustedScriptUrl, WorkerUrl } from "./threads/api.js";

/** Options of {@link createPool}. */
export interface PoolOptions {
  /**
   * How many threads compute, from 1 up; the calling one counts where it computes along, everywhere but in a window.
   * Default: as many as the machine runs at once.
   */
  threads?: number | undefined;
  /**
   * How many floats the shared memory has room for, of arrays that are computed in place; up to about 2^30. Memory is
   * only taken where it is written to. Default: 2^24, 64 MiB.
   */
  capacity?: number | undefined;
  /**
   * Whether to compute as `elu-simd/relaxed` does: faster, but the last bit may differ between engines and CPUs. Default:
   * false.
   */
  relaxed?: boolean | undefined;
  /**
   * Where `elu-simd/threads/worker.js` can be loaded from, for pages whose content security policy allows workers from
   * files of their own only, such as `worker-src 'self'`; a `TrustedScriptURL` where they require Trusted Types. Default: the
   * same script, from a `blob:` URL.
   */
  workerUrl?: WorkerUrl | undefined;
}

const DEFAULT_CAPACITY = 2 ** 24;

/**
 * Starts threads that compute the functions of `elu-simd` together. Takes about a tenth of a second: threads start, and
 * it is measured from which length on a call is worth splitting.
 *
 * @example
 * const pool = await createPool();
 * const x = pool.alloc(2 ** 20); // in the shared memory: never copied
 * await pool.elu(x, { alpha: 2, out: x });
 * await pool.close();
 *
 * @param options - `threads` (default as many as the machine runs at once), `capacity` (default 2^24 floats), `relaxed`
 * (default false) and `workerUrl` (default none).
 * @returns The pool. Where workers or shared memory cannot be had it has one thread, and tells the `reason`.
 * @throws TypeError where an option is not of its type.
 * @throws RangeError where `threads` is no whole number from 1 up, `capacity` none from 0 up, or so much memory cannot be
 * had. (All as rejections.)
 */
export async function createPool(options: PoolOptions = {}): Promise<Pool> {
  const settings = settingsFrom("createPool", options, ["threads", "capacity", "relaxed", "workerUrl"], "threads: 2");
  const { threads, capacity = DEFAULT_CAPACITY, relaxed = false, workerUrl } = settings;
  if (threads !== undefined) checkThreads("createPool", threads);
  checkLength("createPool", "capacity", capacity);
  checkBoolean("createPool", "relaxed", relaxed);
  if (workerUrl !== undefined) checkUrl("createPool", "workerUrl", workerUrl);
  return createPoolOn(await createExecutor(threads, capacity, relaxed, workerUrl));
}

async function createExecutor(
  threads: number | undefined,
  capacity: number,
  relaxed: boolean,
  workerUrl: WorkerUrl | undefined,
): Promise<Executor> {
  let reason: string | undefined;
  if (threads !== 1) {
    try {
      const host = detectHost(workerUrl);
      const wanted = threads ?? host.parallelism;
      if (wanted > 1) {
        const started = await startThreads(host, relaxed, wanted, capacity);
        return createThreadedExecutor(started, capacity, await measureBreakEven(started));
      }
      reason = "this machine runs one thread at a time";
    } catch (error) {
      reason = (error as Error).message;
    }
  }
  return createSingleExecutor(relaxed, capacity, reason);
}
