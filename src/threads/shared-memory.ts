/**
 * One linear memory for all threads, and kernels over it: the builds of the module that import a shared memory.
 *
 *     blocks of the calling thread | ring | words of the job | what the pool gives arrays from
 */
import { type BackendName, instantiateModule, message, moduleOf, PAGE_BYTES, type WasmBuild } from "../backend.js";
import type { Kernels } from "../kernels.js";
import { checkKnownAnswers } from "../known-answers.js";
import { BLOCK_BYTES, WORKSPACE_BYTES } from "../workspace.js";
import { jobBytes, RING_SLOTS } from "./job.js";

/** Two blocks for each chunk that passes through: a gradient has two inputs. */
export const RING_START = WORKSPACE_BYTES;
const RING_BYTES = RING_SLOTS * 2 * BLOCK_BYTES;

export const JOB_START = RING_START + RING_BYTES;

export interface SharedBackend {
  readonly name: BackendName;
  /** Why a faster backend is not in use; undefined where the fastest is. */
  readonly reason: string | undefined;
  /** What another thread needs to make kernels of its own. */
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Those of the calling thread. */
  readonly kernels: Kernels;
  /** Where in the memory the arrays of the pool start: a multiple of 64 bytes. */
  readonly arenaStart: number;
}

/**
 * The first of `builds` that this engine can run over a shared memory with room for `capacity` floats and the job of so
 * many workers. Throws an Error with the reasons where there is none.
 */
export function selectSharedBackend(builds: readonly WasmBuild[], workers: number, capacity: number): SharedBackend {
  const arenaStart = JOB_START + jobBytes(workers);
  const memory = allocateSharedMemory(arenaStart + capacity * Float32Array.BYTES_PER_ELEMENT);
  const reasons: string[] = [];
  for (const build of builds) {
    try {
      const { name } = build;
      const module = moduleOf(build);
      const kernels = instantiateModule(module, memory);
      checkKnownAnswers(name, kernels, memory.buffer);
      return { name, reason: reasons[0], module, memory, kernels, arenaStart };
    } catch (error) {
      reasons.push((error as Error).message);
    }
  }
  throw new Error([...new Set(reasons)].join("; "));
}

function allocateSharedMemory(bytes: number): WebAssembly.Memory {
  if (globalThis.crossOriginIsolated === false) throw new Error("this page is not cross-origin isolated");
  if (typeof SharedArrayBuffer === "undefined") throw new Error("this engine has no SharedArrayBuffer");
  if (typeof WebAssembly === "undefined") throw new Error("this engine has no WebAssembly");
  const pages = Math.ceil(bytes / PAGE_BYTES);
  let memory: WebAssembly.Memory;
  try {
    memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  } catch (cause) {
    throw new Error(`no shared WebAssembly memory can be had (${message(cause)})`, { cause });
  }
  if (!(memory.buffer instanceof SharedArrayBuffer)) throw new Error("this engine has no shared WebAssembly memory");
  return memory;
}
