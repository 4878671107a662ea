/**
 * `elu-simd/threads`: the functions of `elu-simd` on several threads over one shared linear memory, for hundreds of
 * thousands of floats and more. Threads run in Node, Deno, Bun and cross-origin isolated pages. Elsewhere a pool has
 * one thread, and says why.
 *
 * @packageDocumentation
 */

import { readSettings } from "./core/options.js";
import { checkBoolean, checkLength, checkThreads, checkUrl } from "./core/validate.js";
import { type Arithmetic, DEFAULT, EXACT, RELAXED } from "./threads/arithmetic.js";
import { measureBreakEven } from "./threads/break-even.js";
import { createPoolOn } from "./threads/create-pool.js";
import type { Executor } from "./threads/executor.js";
import { detectHost } from "./threads/host.js";
import type { Pool, WorkerUrl } from "./threads/pool.js";
import { createSingleExecutor } from "./threads/single-executor.js";
import { createThreadedExecutor, startThreads } from "./threads/threaded-executor.js";

export type * from "./core/api.js";
export type { Pool, TrustedScriptUrl, WorkerUrl } from "./threads/pool.js";

/** Options of {@link createPool}. */
export interface PoolOptions {
  /**
   * The number of threads that compute, from 1 up, including the calling thread if it computes. Default: as many as
   * the machine runs at once.
   */
  threads?: number | undefined;
  /**
   * The space for arrays of `alloc` in the shared memory, in floats, up to about 2^30. The system provides memory when
   * it is first written to. Default: 2^24, 64 MiB.
   */
  capacity?: number | undefined;
  /**
   * Whether to compute like `elu-simd/relaxed`: faster, but the last bit may differ between engines and CPUs.
   * Default: false.
   */
  relaxed?: boolean | undefined;
  /** Whether to compute like `elu-simd/exact`: correctly rounded at alpha 1, but slower. Default: false. */
  exact?: boolean | undefined;
  /**
   * Whether the calling thread computes. If false, `threads` counts workers, and the calling thread only copies arrays
   * that are not in the shared memory, and computes calls shorter than `parallelFrom`: handing these over takes as
   * long. Default: true; false in a window, which must respond to its user.
   */
  callerComputes?: boolean | undefined;
  /**
   * The address of `elu-simd/threads/worker.js`, for pages whose content security policy allows workers only from their
   * own files, such as `worker-src 'self'`; a `TrustedScriptURL` if they require Trusted Types. Default: the same
   * script, from a `blob:` URL.
   */
  workerUrl?: WorkerUrl | undefined;
}

const DEFAULT_CAPACITY = 2 ** 24;

/**
 * Starts threads that compute the functions of `elu-simd` together. Takes about a tenth of a second: threads start, and
 * the pool measures from which length on splitting a call pays.
 *
 * @example
 * const pool = await createPool();
 * const x = pool.alloc(2 ** 20); // in the shared memory: never copied
 * await pool.elu(x, { alpha: 2, out: x });
 * await pool.close();
 *
 * @param options - `threads` (default as many as the machine runs at once), `capacity` (default 2^24 floats), `relaxed`
 * and `exact` (default false), `callerComputes` (default true, false in a window) and `workerUrl` (default none).
 * @returns A promise of the pool. Without workers or shared memory, the pool has one thread, and a `reason`.
 * @throws TypeError if an option is unknown or has another type, or `relaxed` and `exact` are both true.
 * @throws RangeError if `threads` is not a whole number from 1 up, `capacity` is not one from 0 up, or the memory is
 * not available. (The promise rejects with these errors.)
 */
export async function createPool(options: PoolOptions = {}): Promise<Pool> {
  const names = ["threads", "capacity", "relaxed", "exact", "callerComputes", "workerUrl"] as const;
  const settings = readSettings("createPool", options, names, "threads: 2");
  const { threads, capacity = DEFAULT_CAPACITY, relaxed = false, exact = false, callerComputes, workerUrl } = settings;
  if (threads !== undefined) checkThreads("createPool", threads);
  checkLength("createPool", "capacity", capacity);
  checkBoolean("createPool", "relaxed", relaxed);
  checkBoolean("createPool", "exact", exact);
  if (callerComputes !== undefined) checkBoolean("createPool", "callerComputes", callerComputes);
  if (workerUrl !== undefined) checkUrl("createPool", "workerUrl", workerUrl);
  if (relaxed && exact) throw new TypeError("createPool: relaxed must be false if exact is true, got true");
  const arithmetic = exact ? EXACT : relaxed ? RELAXED : DEFAULT;
  return createPoolOn(await createExecutor(arithmetic, capacity, settings));
}

async function createExecutor(
  arithmetic: Arithmetic,
  capacity: number,
  { threads, callerComputes, workerUrl }: PoolOptions,
): Promise<Executor> {
  let reason: string | undefined;
  try {
    const detected = detectHost(workerUrl);
    const host = { ...detected, callerComputes: callerComputes ?? detected.callerComputes };
    const wanted = threads ?? host.parallelism;
    if (wanted > 1 || !host.callerComputes) {
      const started = await startThreads(host, arithmetic, wanted, capacity);
      return createThreadedExecutor(started, capacity, await measureBreakEven(started));
    }
    reason = "this machine runs one thread at a time";
  } catch (error) {
    reason = (error as Error).message;
  }
  const isEnough = threads === 1 && callerComputes !== false;
  return createSingleExecutor(arithmetic, capacity, isEnough ? undefined : reason);
}
