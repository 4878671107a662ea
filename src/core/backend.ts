/** Selects the backend: the first build of the module that this engine can run, or JavaScript, with the reason. */

import type { BackendName } from "./api.js";
import { JS } from "./builds.js";
import type { CallerMemory } from "./caller-memory.js";
import { allocateMemory, compile, instantiate } from "./instantiate.js";
import type { Instance, JsBuild, WasmBuild } from "./kernels.js";
import { STAGING_BYTES } from "./staging.js";

export interface Backend {
  readonly name: BackendName;
  /** Why no faster backend is in use; undefined if the fastest is. */
  readonly reason: string | undefined;
  /** An instance, with a memory for staging. */
  readonly instance: Instance;
  /** Creates another instance, with a memory of at least `bytes`. Throws if no such memory is available. */
  instantiate(bytes: number): Instance;
  /** The build of the module; undefined for JavaScript. */
  readonly build?: WasmBuild;
  /** The kernels over a memory of the caller, whose arrays are computed in place. */
  readonly callerMemory?: CallerMemory | undefined;
}

/**
 * Returns the first of `builds` (the fastest first) that works in this engine. Otherwise returns JavaScript: `fallback`
 * if there is no WebAssembly, else the exact kernels.
 */
export function selectBackend(builds: readonly WasmBuild[], fallback: JsBuild): Backend {
  try {
    return selectWasmBackend(builds);
  } catch (error) {
    const build = typeof WebAssembly === "undefined" ? fallback : JS;
    return jsBackend(build, (error as Error).message);
  }
}

/** Returns the first of `builds` that works in this engine. Throws an Error with all reasons if none does. */
export function selectWasmBackend(builds: readonly WasmBuild[]): Backend {
  return firstOf(builds, (build, reason) => {
    const module = compile(build);
    const instantiateIn = (bytes: number): Instance => {
      const memory = allocateMemory(bytes);
      return { kernels: instantiate(module, memory, build.constants), memory: memory.buffer, group: 16 };
    };
    const instance = instantiateIn(STAGING_BYTES);
    build.check(instance);
    return { name: build.name, reason, instance, instantiate: instantiateIn, build };
  });
}

export function jsBackend({ name, createKernels }: JsBuild, reason: string): Backend {
  const instantiate = (bytes: number): Instance => {
    const memory = new ArrayBuffer(bytes);
    return { kernels: createKernels(memory), memory };
  };
  return { name, reason, instance: instantiate(STAGING_BYTES), instantiate };
}

/**
 * Calls `attempt` for each of `builds` until one call succeeds, and returns its result. `reason` is the message of the
 * first build's error, if it failed. Throws an Error with all messages, and the cause of the first, if all fail.
 */
export function firstOf<Made>(
  builds: readonly WasmBuild[],
  attempt: (build: WasmBuild, reason: string | undefined) => Made,
): Made {
  const errors: Error[] = [];
  for (const build of builds) {
    try {
      return attempt(build, errors[0]?.message);
    } catch (error) {
      errors.push(error as Error);
    }
  }
  throw new Error([...new Set(errors.map(({ message }) => message))].join("; "), { cause: errors[0].cause });
}
