/** One backend in use: the workspace that all arrays pass through, and those of its arenas. */
import { type Arena, createArenaIn } from "./arena.js";
import { type Backend, type BackendName, type Instance, selectBackend, type WasmBuild } from "./backend.js";
import { wholeVectors } from "./kernels.js";
import { checkLength } from "./validate.js";
import { createWorkspace, WORKSPACE_BYTES, type Workspace } from "./workspace.js";

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

/** So few floats are copied as soon as an array is asked for its buffer, which takes 60 ns in V8 11.3. */
const FEW_FLOATS = 256;

/** The workspace whose memory holds one of the arrays: what lies there is not copied, unless it is short. */
export function workspaceFor(
  { workspace, arenas }: Engine,
  out: Float32Array,
  input: Float32Array,
  other: Float32Array,
): Workspace {
  if (!arenas || out.length <= FEW_FLOATS) return workspace;
  return arenas.get(out.buffer) ?? arenas.get(input.buffer) ?? arenas.get(other.buffer) ?? workspace;
}

/** As the package's {@link createArena}. */
export function createArena(engine: Engine, length: number): Arena {
  checkLength("createArena", length);
  let instance: Instance;
  try {
    instance = engine.backend.instantiate(WORKSPACE_BYTES + wholeVectors(length) * Float32Array.BYTES_PER_ELEMENT);
  } catch (cause) {
    throw new RangeError(`createArena: no memory for an arena of ${length} floats`, { cause });
  }
  engine.arenas ??= new WeakMap();
  engine.arenas.set(instance.memory, createWorkspace(instance, true));
  return createArenaIn(instance.memory, WORKSPACE_BYTES, length);
}
