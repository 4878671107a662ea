import { onTestFinished } from "vitest";
import { createEluFrom } from "../../src/core/create-elu.js";
import { DEFAULT, EXACT, RELAXED } from "../../src/threads/arithmetic.js";
import { createPoolOn } from "../../src/threads/create-pool.js";
import { detectHost, type Host } from "../../src/threads/host.js";
import type { Pool } from "../../src/threads/pool.js";
import { createSingleExecutor } from "../../src/threads/single-executor.js";
import type { OpenPool } from "../contract/pools.js";
import { functionsOn } from "./backends.js";
import { openPool, type PoolSettings } from "./open-pool.js";

/** This Node. */
export const node: Host = detectHost();

/** A host like a window, whose calling thread leaves all chunks to the workers and waits for their messages. */
export const windowLike: Host = { ...node, callerComputes: false };

/** A pool for one test, which closes when the test ends. */
export async function poolOfTest(host: Host, settings?: PoolSettings): Promise<Pool> {
  const pool = await openPool(host, settings);
  onTestFinished(() => pool.close());
  return pool;
}

/** A way in which pools compute, and the functions whose bits such a pool gives. */
export type PoolKind = Pick<OpenPool, "open" | "functions"> & { readonly title: string };

const deterministic = functionsOn("wasm-simd");

export const poolKinds: readonly PoolKind[] = [
  { title: "two threads", open: () => openPool(node), functions: deterministic },
  { title: "four threads", open: () => openPool(node, { threads: 4 }), functions: deterministic },
  { title: "two workers of a window", open: () => openPool(windowLike), functions: deterministic },
  {
    title: "two threads, relaxed",
    open: () => openPool(node, { arithmetic: RELAXED }),
    functions: functionsOn("wasm-relaxed-simd"),
  },
  {
    title: "two threads, exact",
    open: () => openPool(node, { arithmetic: EXACT }),
    functions: createEluFrom(EXACT.builds, EXACT.fallback, {}),
  },
  {
    title: "one thread, no shared memory",
    open: async () => createPoolOn(createSingleExecutor(DEFAULT, 2 ** 20, undefined)),
    functions: deterministic,
  },
];
