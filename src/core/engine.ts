/** One backend in use: it computes where the arrays lie, in its own workspace or in that of one of its arenas. */
import type { BackendInfo } from "./api.js";
import { type Arena, createArenaIn } from "./arena.js";
import type { Backend } from "./backend.js";
import type { Runner } from "./functions.js";
import { GROUP_LENGTH, type Instance, type KernelName } from "./kernels.js";
import { checkLength } from "./validate.js";
import { compute, createWorkspace, WORKSPACE_BYTES, type Workspace } from "./workspace.js";

/** So few floats are copied as soon as an array is asked for its buffer, which takes 60 ns in V8 11.3. */
const FEW_FLOATS = 256;

/** Runs kernels at once, on the calling thread. */
export class Engine implements Runner<"array"> {
  readonly gives = "array";
  /** The workspace of each arena that is still in use, by its memory; none before there is one. */
  arenas: WeakMap<ArrayBufferLike, Workspace> | undefined;
  readonly #select: () => Backend;
  #backend: Backend | undefined;
  #workspace: Workspace | undefined;

  /** `select` gives the backend when it is first needed. */
  constructor(select: () => Backend) {
    this.#select = select;
  }

  get backend(): Backend {
    this.#backend ??= this.#select();
    return this.#backend;
  }

  run<Out>(
    kernel: KernelName,
    first: Float32Array,
    second: Float32Array,
    out: Float32Array,
    alpha: number,
    scale: number,
    divisor: number,
    result: Out,
  ): Out {
    compute(this.#workspaceFor(out, first, second), kernel, first, second, out, alpha, scale, divisor);
    return result;
  }

  /** The workspace whose memory holds one of the arrays: what lies there is not copied, unless it is short. */
  #workspaceFor(out: Float32Array, first: Float32Array, second: Float32Array): Workspace {
    this.#workspace ??= createWorkspace(this.backend.instance, false);
    const { arenas } = this;
    if (!arenas || out.length <= FEW_FLOATS) return this.#workspace;
    return arenas.get(out.buffer) ?? arenas.get(first.buffer) ?? arenas.get(second.buffer) ?? this.#workspace;
  }
}

/** As the package's {@link createArena}; `where` is what errors call it. */
export function createArena(engine: Engine, length: number, where = "createArena"): Arena {
  checkLength(where, "length", length);
  let instance: Instance;
  try {
    instance = engine.backend.instantiate(WORKSPACE_BYTES + (length + GROUP_LENGTH) * Float32Array.BYTES_PER_ELEMENT);
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
