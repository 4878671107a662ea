/**
 * The program that runs on every engine: all checks and the sweep, for every entry point and backend. It needs nothing
 * but the package, by its name; rolldown makes one file of it for those who run it (program.ts).
 */
import type { BackendInfo, BackendName, Elu } from "elu-simd";
import { operations } from "../operations.js";
import { checks } from "./checks.js";
import { entryPoints } from "./entry-points.js";
import { askPool, type PoolReport } from "./pool.js";
import { sweep } from "./sweep.js";

/** What an engine found, as JSON. */
export interface Report {
  /** What the engine calls itself. */
  readonly agent: string;
  /** The kind of global object: Window, DedicatedWorkerGlobalScope, ServiceWorkerGlobalScope, ... */
  readonly scope: string;
  /** In browsers, whether the page is cross-origin isolated. */
  readonly isolated: boolean | undefined;
  readonly sharedMemory: boolean;
  readonly entryPoints: readonly EntryPointReport[];
  readonly pool: PoolReport;
}

export interface EntryPointReport {
  readonly name: string;
  /** What the entry point's own functions compute with. */
  readonly chosen: BackendInfo;
  readonly backends: readonly BackendReport[];
}

export interface BackendReport {
  readonly name: BackendName;
  /** Why the backend cannot be had; undefined where it can. */
  readonly missing?: string;
  /** Promises that do not hold, with what was seen. */
  readonly broken: readonly string[];
  /** The hashes of the sweep of each operation, by its title. */
  readonly hashes: Readonly<Record<string, readonly string[]>>;
}

/** Runs it all, some seconds. */
export async function keepContract(): Promise<Report> {
  return {
    agent: globalThis.navigator?.userAgent ?? `Node.js/${globalThis.process.versions.node}`,
    scope: globalThis.constructor.name,
    isolated: globalThis.crossOriginIsolated,
    sharedMemory: typeof SharedArrayBuffer !== "undefined",
    entryPoints: entryPoints.map(({ name, functions, backends }) => ({
      name,
      chosen: functions.getBackend(),
      backends: backends.map((backend) => {
        try {
          functions.createElu({ backend });
        } catch (error) {
          return { name: backend, missing: (error as Error).message, broken: [], hashes: {} };
        }
        const isChosen = functions.getBackend().name === backend;
        return reportOn(backend, isChosen ? functions : functions.createElu({ backend }));
      }),
    })),
    pool: await askPool(),
  };
}

function reportOn(name: BackendName, functions: Elu): BackendReport {
  const broken = checks.flatMap(({ promise, run }) => {
    try {
      run(functions);
      return [];
    } catch (error) {
      return [`${promise}: ${error}`];
    }
  });
  return { name, broken, hashes: sweep(operations, functions) };
}
