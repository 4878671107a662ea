import { onTestFinished } from "vitest";
import type { Pool } from "../../src/threads/api.js";
import { measureBreakEven } from "../../src/threads/break-even.js";
import { createSingleExecutor } from "../../src/threads/executor.js";
import { detectHost, type Host, type HostWorker } from "../../src/threads/host.js";
import { createPoolOn } from "../../src/threads/pool.js";
import { createThreadedExecutor, startThreads } from "../../src/threads/threaded-executor.js";
import type { Threads } from "../../src/threads/together.js";
import type { OpenPool } from "../contract/pools.js";
import { functionsOn } from "./backends.js";

export type { Host, HostWorker };

/** Node, as it is. */
export const node: Host = detectHost();

/** A window, where the calling thread leaves all chunks to the workers and waits for their messages. */
export const windowLike: Host = { ...node, callerComputes: false };

interface PoolSettings {
  readonly threads?: number;
  readonly capacity?: number;
  readonly relaxed?: boolean;
  readonly parallelFrom?: number;
}

/** A pool that measures from which length on threads pay. */
export function openMeasuringPool(host: Host, settings?: PoolSettings): Promise<Pool> {
  return openPool(host, settings, measureBreakEven);
}

/** A pool that splits every call, unless told otherwise. */
export async function openPool(
  host: Host,
  { threads = 2, capacity = 2 ** 20, relaxed = false, parallelFrom = 1 }: PoolSettings = {},
  measure: (threads: Threads) => number | Promise<number> = () => parallelFrom,
): Promise<Pool> {
  const started = await startThreads(host, relaxed, threads, capacity);
  return createPoolOn(createThreadedExecutor(started, capacity, await measure(started)));
}

/** The same for one test, closed when that ends. */
export async function poolOfTest(host: Host, settings?: PoolSettings): Promise<Pool> {
  const pool = await openPool(host, settings);
  onTestFinished(() => pool.close());
  return pool;
}

/** Each way in which a pool computes, and the functions whose bits it has to give. */
export type PoolKind = Pick<OpenPool, "open" | "functions"> & { readonly title: string };

const deterministic = functionsOn("wasm-simd");

export const poolKinds: readonly PoolKind[] = [
  { title: "two threads", open: () => openPool(node), functions: deterministic },
  { title: "four threads", open: () => openPool(node, { threads: 4 }), functions: deterministic },
  { title: "two workers of a window", open: () => openPool(windowLike), functions: deterministic },
  {
    title: "two threads, relaxed",
    open: () => openPool(node, { relaxed: true }),
    functions: functionsOn("wasm-relaxed-simd"),
  },
  {
    title: "one thread, no shared memory",
    open: async () => createPoolOn(createSingleExecutor(false, 2 ** 20, undefined)),
    functions: deterministic,
  },
];
