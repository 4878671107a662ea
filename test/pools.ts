import { onTestFinished } from "vitest";
import type { Elu } from "../src/index.js";
import type { Pool } from "../src/threads/api.js";
import { unsharedBuilds } from "../src/threads/builds.js";
import { createSingleExecutor } from "../src/threads/executor.js";
import { detectHost, type Host } from "../src/threads/host.js";
import { createPoolOn } from "../src/threads/pool.js";
import { createThreadedExecutor, startThreads } from "../src/threads/threaded-executor.js";
import { functionsOn } from "./backends.js";

/** Node, as it is. */
export const node: Host = detectHost();

/** A window, where the calling thread leaves all chunks to the workers and waits for their messages. */
export const windowLike: Host = { ...node, callerComputes: false };

/** A pool that splits every call, unless told otherwise. */
export async function openPool(host: Host, settings: PoolSettings = {}): Promise<Pool> {
  const { threads = 2, capacity = 2 ** 20, relaxed = false, parallelFrom = 1 } = settings;
  return createPoolOn(
    createThreadedExecutor(await startThreads(host, relaxed, threads, capacity), capacity, parallelFrom),
  );
}

/** The same for one test, closed when that ends. */
export async function poolOfTest(host: Host, settings?: PoolSettings): Promise<Pool> {
  const pool = await openPool(host, settings);
  onTestFinished(() => pool.close());
  return pool;
}

interface PoolSettings {
  readonly parallelFrom?: number;
  readonly threads?: number;
  readonly capacity?: number;
  readonly relaxed?: boolean;
}

/** Each way in which a pool computes, and the functions whose bits it has to give. */
export interface PoolKind {
  readonly title: string;
  readonly open: () => Promise<Pool>;
  readonly functions: Elu;
}

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
    open: async () => createPoolOn(createSingleExecutor(unsharedBuilds(false), 2 ** 20, undefined)),
    functions: deterministic,
  },
];
