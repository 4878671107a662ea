/** The dispatcher: decides where its backend computes a call: in the caller's memory, an arena, or the staging area. */
import type { Arena, BackendInfo } from "./api.js";
import { createArenaIn } from "./arena.js";
import type { Backend } from "./backend.js";
import type { CallTarget } from "./call.js";
import { bufferOf } from "./float32-array.js";
import type { Instance, KernelName } from "./kernels.js";
import { STAGING_BYTES, Staging } from "./staging.js";
import { whenDeserialized } from "./startup-snapshot.js";
import { checkLength } from "./validate.js";

/** Copying this many floats takes less time than reading the buffer of an array, 60 ns in V8 11.3. */
const FEW_FLOATS = 256;

/** Computes calls at once, on the calling thread and on one backend. */
export class Dispatcher implements CallTarget<Float32Array> {
  readonly #select: () => Backend;
  #backend: Backend | undefined;
  #staging: Staging | undefined;
  /** The staging of each arena in use, by its memory; undefined before the first arena. */
  #arenas: WeakMap<ArrayBufferLike, Staging> | undefined;

  /** `select` chooses the backend, when it is first needed. */
  constructor(select: () => Backend) {
    this.#select = select;
  }

  get backend(): Backend {
    if (!this.#backend) {
      this.#backend = this.#select();
      if (typeof WebAssembly === "undefined") {
        whenDeserialized(() => {
          this.#backend = undefined;
          this.#staging = undefined;
          this.#arenas = undefined;
        });
      }
    }
    return this.#backend;
  }

  /** Makes the memory of `instance` an arena: its arrays are computed in place from now on. */
  addArena(instance: Instance): void {
    this.#arenas ??= new WeakMap();
    this.#arenas.set(instance.memory, new Staging(instance, true));
  }

  /** Computes the call, and returns its `out`. */
  compute(
    kernel: KernelName,
    input: Float32Array,
    saved: Float32Array | undefined,
    out: Float32Array,
    length: number,
    alpha: number,
    scale: number,
    divisor: number,
  ): Float32Array {
    this.#staging ??= new Staging(this.backend.instance, false);
    const isLong = length > FEW_FLOATS;
    if (!isLong || !this.#backend?.callerMemory?.compute(kernel, input, saved, out, length, alpha, scale, divisor)) {
      const arena = isLong && this.#arenas ? this.#arenaOf(input, saved, out) : undefined;
      (arena ?? this.#staging).compute(kernel, input, saved, out, length, alpha, scale, divisor);
    }
    return out;
  }

  /** The staging of the arena that holds one of the arrays. It copies only arrays from elsewhere. */
  #arenaOf(input: Float32Array, saved: Float32Array | undefined, out: Float32Array): Staging | undefined {
    return this.#arenaHolding(out) ?? this.#arenaHolding(input) ?? (saved && this.#arenaHolding(saved));
  }

  #arenaHolding(array: Float32Array): Staging | undefined {
    return this.#arenas?.get(bufferOf(array));
  }
}

/*
 * Functions and not methods, because bundlers drop unused functions but no methods: about 360 bytes for programs that
 * import only `elu`.
 */

/** As the package's {@link createArena}; errors name `functionName`. */
export function createArena(dispatcher: Dispatcher, length: number, functionName = "createArena"): Arena {
  checkLength(functionName, "length", length);
  let instance: Instance;
  try {
    instance = dispatcher.backend.instantiate(STAGING_BYTES + length * Float32Array.BYTES_PER_ELEMENT);
  } catch (cause) {
    throw new RangeError(`${functionName}: no memory for an arena of ${length} floats`, { cause });
  }
  dispatcher.addArena(instance);
  return createArenaIn(instance.memory, STAGING_BYTES, length);
}

/** As the package's {@link getBackend}. */
export function getBackend({ backend: { name, reason } }: Dispatcher): BackendInfo {
  return { name, reason };
}
