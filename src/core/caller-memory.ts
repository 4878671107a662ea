/** A caller's WebAssembly.Memory, in which calls are computed in place. */
import { runKernel } from "./call.js";
import { bufferOf, byteOffsetOf, isShared } from "./float32-array.js";
import { compile, instantiate } from "./instantiate.js";
import type { KernelName, Kernels, WasmBuild } from "./kernels.js";
import { withSharedMemory } from "./shared-module.js";
import { overwritesInputs } from "./staging.js";

export class CallerMemory {
  readonly #memory: WebAssembly.Memory;
  readonly #kernels: Kernels;
  /** Buffers of the memory: a shared memory that grows gets another, and arrays over the earlier ones stay valid. */
  readonly #buffers = new WeakSet<ArrayBufferLike>();

  /** `build` has given right answers over the package's own memory; nothing is checked in the caller's. */
  constructor(memory: WebAssembly.Memory, build: WasmBuild) {
    this.#memory = memory;
    const module = compile(build, isShared(memory.buffer) ? withSharedMemory : undefined);
    this.#kernels = instantiate(module, memory, build.constants);
  }

  /**
   * Computes the call where all its arrays lie in the memory; false where they do not. Nothing but the result is ever
   * written there: if `out` overlaps an input such that blocks must pass through staging, the package's own staging
   * does it.
   */
  compute(
    kernel: KernelName,
    input: Float32Array,
    saved: Float32Array | undefined,
    out: Float32Array,
    length: number,
    alpha: number,
    scale: number,
    divisor: number,
  ): boolean {
    this.#buffers.add(this.#memory.buffer);
    const isHere = (array: Float32Array) => this.#buffers.has(bufferOf(array));
    if (!isHere(out) || !isHere(input) || (saved && !isHere(saved)) || overwritesInputs(input, saved, out))
      return false;
    const [from, to] = [byteOffsetOf(input), byteOffsetOf(out)];
    runKernel(this.#kernels, kernel, from, saved ? byteOffsetOf(saved) : 0, to, length, alpha, scale, divisor);
    return true;
  }
}
