/**
 * One linear memory for all threads, and the kernels over it:
 *
 *     ring | words of the job | arrays of the pool
 */

import type { BackendName } from "../core/api.js";
import { firstOf } from "../core/backend.js";
import { allocateMemory, compile, instantiate } from "../core/instantiate.js";
import type { Instance, WasmBuild } from "../core/kernels.js";
import { withSharedMemory } from "../core/shared-module.js";
import { BLOCK_BYTES } from "../core/staging.js";
import { jobBytes, RING_SLOTS } from "./job.js";

/** Bytes of a slot: a block for each input of a gradient. The result replaces the first input. */
export const SLOT_BYTES = 2 * BLOCK_BYTES;

export const JOB_START = RING_SLOTS * SLOT_BYTES;

export interface SharedBackend {
  readonly name: BackendName;
  /** Why no faster backend is in use; undefined if the fastest is. */
  readonly reason: string | undefined;
  readonly build: WasmBuild;
  /** The module and the memory from which another thread creates its kernels. */
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** The instance of the calling thread. */
  readonly instance: Instance;
  /** The byte at which the arrays of the pool start, a multiple of 64. */
  readonly arenaStart: number;
}

/**
 * Returns the first of `builds` that this engine can run over a shared memory, with room for `capacity` floats and the
 * job of `workers` workers. Throws an Error with the reasons if none works.
 */
export function selectSharedBackend(builds: readonly WasmBuild[], workers: number, capacity: number): SharedBackend {
  const arenaStart = JOB_START + jobBytes(workers);
  const memory = allocateSharedMemory(arenaStart + capacity * Float32Array.BYTES_PER_ELEMENT);
  return firstOf(builds, (build, reason) => {
    const module = compile(build, withSharedMemory);
    const instance = { kernels: instantiate(module, memory, build.constants), memory: memory.buffer };
    build.check(instance);
    return { name: build.name, reason, build, module, memory, instance, arenaStart };
  });
}

function allocateSharedMemory(bytes: number): WebAssembly.Memory {
  if (globalThis.crossOriginIsolated === false) throw new Error("this page is not cross-origin isolated");
  if (typeof SharedArrayBuffer === "undefined") throw new Error("this engine has no SharedArrayBuffer");
  if (typeof WebAssembly === "undefined") throw new Error("this engine has no WebAssembly");
  const memory = allocateMemory(bytes, "shared ");
  if (!(memory.buffer instanceof SharedArrayBuffer)) throw new Error("this engine has no shared WebAssembly memory");
  return memory;
}
