/**
 * The program that checks all promises of every entry point and backend on any engine. It imports only the package, by
 * its name; bundle-contract.ts makes one file of the program.
 */
import { type BackendInfo, type BackendName, createElu, type Elu } from "elu-simd";
import { createPool, type Pool, type PoolOptions } from "elu-simd/threads";
import { ALWAYS_SPLIT, MANY_CHUNKS, poolPromises } from "../contract/pools.js";
import { missingGlobals, promisesOf } from "../contract/promises.js";
import { type EntryPoint, entryPoints } from "./entry-points.js";

/** The results on one engine, as JSON. */
export interface Report {
  /** The engine's name for itself. */
  readonly agent: string;
  /** The kind of global object: Window, DedicatedWorkerGlobalScope, ServiceWorkerGlobalScope, ... */
  readonly scope: string;
  /** In browsers, the origin: "null" in a sandboxed frame. */
  readonly origin: string | undefined;
  /** In browsers, whether the page is cross-origin isolated. */
  readonly isolated: boolean | undefined;
  /** The globals that some promises need and the engine lacks. These promises were not checked. */
  readonly missingGlobals: readonly string[];
  readonly hasWebAssembly: boolean;
  readonly entryPoints: readonly EntryPointReport[];
  /** Each backend once, through the first entry point that has it. */
  readonly backends: readonly BackendReport[];
  readonly pool: PoolReport;
}

export interface EntryPointReport {
  readonly name: string;
  /** The backend of the entry point's own functions. */
  readonly chosen: BackendInfo;
  /** The fastest first. */
  readonly backends: readonly BackendName[];
}

export interface BackendReport {
  readonly name: BackendName;
  readonly entryPoint: string;
  /** The reason why the backend is not available; undefined if it is. */
  readonly missing?: string;
  /** The broken promises, with the error of each. */
  readonly broken: readonly string[];
}

export interface PoolReport {
  readonly threads: number;
  /** The reason why the pool has one thread; left out if it has two. */
  readonly reason?: string | undefined;
  readonly backend: BackendName;
  /** The broken promises, with the error of each. */
  readonly broken: readonly string[];
}

/** Checks all promises, which takes some seconds. Pools get `poolOptions`. */
export async function keepContract(poolOptions: PoolOptions = {}): Promise<Report> {
  return {
    agent: agent(),
    scope: globalThis.constructor.name,
    origin: globalThis.origin,
    isolated: globalThis.crossOriginIsolated,
    missingGlobals: missingGlobals(),
    hasWebAssembly: typeof WebAssembly !== "undefined",
    entryPoints: entryPoints.map(({ name, functions, backends }) => ({
      name,
      chosen: functions.getBackend(),
      backends,
    })),
    backends: [...new Set(entryPoints.flatMap(({ backends }) => backends))].map(reportOn),
    pool: await reportOnPool(poolOptions),
  };
}

function agent(): string {
  const { navigator, process, HermesInternal } = globalThis as Globals;
  const hermes = HermesInternal?.getRuntimeProperties()["OSS Release Version"];
  return navigator?.userAgent ?? (hermes ? `Hermes/${hermes}` : `Node.js/${process?.versions.node}`);
}

interface Globals {
  readonly navigator?: { readonly userAgent?: string };
  readonly process?: { readonly versions: { readonly node?: string } };
  readonly HermesInternal?: { getRuntimeProperties(): Record<string, string> };
}

function reportOn(name: BackendName): BackendReport {
  const { name: entryPoint, functions } = entryPoints.find(({ backends }) => backends.includes(name)) as EntryPoint;
  let elu: Elu;
  try {
    elu = functions.createElu({ backend: name });
  } catch (error) {
    return { name, entryPoint, missing: (error as Error).message, broken: [] };
  }
  // Prefer the public functions if they use this backend.
  if (functions.getBackend().name === name) elu = functions;
  const js = createElu({ backend: "js" });
  const missing = missingGlobals();
  const broken: string[] = [];
  for (const { title, needs = [], check } of promisesOf(name)) {
    if (needs.some((global) => missing.includes(global))) continue;
    try {
      check(elu, js);
    } catch (error) {
      broken.push(`${title}: ${error}`);
    }
  }
  return { name, entryPoint, broken };
}

async function reportOnPool(options: PoolOptions): Promise<PoolReport> {
  const open = (): Promise<Pool> => createPool({ ...options, threads: 2, capacity: 4 * (ALWAYS_SPLIT + 16) });
  const pool = await open();
  const { threads, reason } = pool;
  // One thread splits no call, and an interpreter takes minutes for the longer arrays.
  const long = threads > 1 ? ALWAYS_SPLIT : MANY_CHUNKS;
  const backend = pool.getBackend().name;
  const functions = createElu({ backend });
  const broken: string[] = [];
  for (const { title, check } of poolPromises) {
    pool.reset();
    try {
      await check({ pool, functions, long, open });
    } catch (error) {
      broken.push(`${title}: ${error}`);
    }
  }
  await pool.close();
  return { threads, reason, backend, broken };
}
