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
  /** All buffers of the memory. Growing a shared memory creates another one; arrays on earlier ones stay valid. */
  readonly #buffers = new WeakSet<ArrayBufferLike>();

  /** `build` has been checked in the package's own memory: a check here would write to the caller's memory. */
  constructor(memory: WebAssembly.Memory, build: WasmBuild) {
    this.#memory = memory;
    const module = compile(build, isShared(memory.buffer) ? withSharedMemory : undefined);
    this.#kernels = instantiate(module, memory, build.constants);
  }

  /**
   * Computes the call and returns true if all its arrays are in the memory. Returns false if an array is elsewhere, or
   * if `out` overwrites inputs, which requires staging: only results may be written to the caller's memory.
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
    const isInMemory = (array: Float32Array) => this.#buffers.has(bufferOf(array));
    const areInMemory = isInMemory(out) && isInMemory(input) && (!saved || isInMemory(saved));
    if (!areInMemory || overwritesInputs(input, saved, out)) return false;
    const [inputAddress, outAddress] = [byteOffsetOf(input), byteOffsetOf(out)];
    const savedAddress = saved ? byteOffsetOf(saved) : 0;
    runKernel(this.#kernels, kernel, inputAddress, savedAddress, outAddress, length, alpha, scale, divisor);
    return true;
  }
}
