/** One backend in use: the workspace that all arrays pass through, and those of its arenas. */
import { type Arena, createArenaIn } from "./arena.js";
import { type Backend, type BackendName, type Instance, selectBackend, type WasmBuild } from "./backend.js";
import type { BackendInfo } from "./elu.js";
import { wholeVectors } from "./kernels.js";
import { checkLength } from "./validate.js";
import { createWorkspace, runBackward, runForward, WORKSPACE_BYTES, type Workspace } from "./workspace.js";

export interface Engine {
  readonly backend: Backend;
  readonly workspace: Workspace;
  /** The workspace of each arena that is still in use, by its memory; none before there is one. */
  arenas: WeakMap<ArrayBufferLike, Workspace> | undefined;
}

/** On the backend of that name, or for "auto" on the first of `builds` that can be had, or on JavaScript. */
export function createEngine(
  builds: readonly WasmBuild[],
  choice: BackendName | "auto" = "auto",
  module?: WebAssembly.Module,
): Engine {
  const backend = selectBackend(builds, choice, module);
  return { backend, workspace: createWorkspace(backend.instance, false), arenas: undefined };
}

/** Runs the forward kernel in the workspace that holds the arrays; gives `out`. */
export function forwardOn(
  engine: Engine,
  input: Float32Array,
  out: Float32Array,
  alpha: number,
  scale: number,
  divisor: number,
): Float32Array {
  runForward(workspaceFor(engine, out, input, input), input, out, alpha, scale, divisor);
  return out;
}

/** Runs a backward kernel in the workspace that holds the arrays; gives `out`. */
export function backwardOn(
  engine: Engine,
  from: "input" | "output",
  gradOutput: Float32Array,
  saved: Float32Array,
  out: Float32Array,
  alpha: number,
  scale: number,
  divisor: number,
): Float32Array {
  runBackward(workspaceFor(engine, out, gradOutput, saved), from, gradOutput, saved, out, alpha, scale, divisor);
  return out;
}

/** So few floats are copied as soon as an array is asked for its buffer, which takes 60 ns in V8 11.3. */
const FEW_FLOATS = 256;

/** The workspace whose memory holds one of the arrays: what lies there is not copied, unless it is short. */
function workspaceFor(
  { workspace, arenas }: Engine,
  out: Float32Array,
  input: Float32Array,
  other: Float32Array,
): Workspace {
  if (!arenas || out.length <= FEW_FLOATS) return workspace;
  return arenas.get(out.buffer) ?? arenas.get(input.buffer) ?? arenas.get(other.buffer) ?? workspace;
}

/** As the package's {@link createArena}; `where` is what errors call it. */
export function createArena(engine: Engine, length: number, where = "createArena"): Arena {
  checkLength(where, "length", length);
  let instance: Instance;
  try {
    instance = engine.backend.instantiate(WORKSPACE_BYTES + wholeVectors(length) * Float32Array.BYTES_PER_ELEMENT);
  } catch (cause) {
    throw new RangeError(`${where}: no memory for an arena of ${length} floats`, { cause });
  }
  engine.arenas ??= new WeakMap();
  engine.arenas.set(instance.memory, createWorkspace(instance, true));
  return createArenaIn(instance.memory, WORKSPACE_BYTES, length);
}

/** As the package's {@link getBackend}. */
export function getBackend({ backend: { name, reason } }: Engine): BackendInfo {
  return { name, reason };
}
