/** Instantiates the built modules over a linear memory, for benches and tests. Kernels take addresses in bytes. */
import { PAGE_BYTES } from "../src/core/instantiate.js";
import { EXACT_CONSTANTS, FLOAT32_CONSTANTS, kernelImports } from "../src/core/kernel-imports.js";

/** A kernel of elu.wasm: input, out, length, alpha, scale, divisor. Kernels of baselines.wasm take fewer parameters. */
export type ForwardKernel = (input: number, output: number, length: number, ...parameters: number[]) => void;

/** The exports of baselines.wasm. */
export interface Baselines {
  elu(input: number, output: number, length: number, alpha: number): void;
  relu(input: number, output: number, length: number): void;
  copy(input: number, output: number, length: number): void;
}

/** A memory with room for `floats` floats. */
export function memoryFor(floats: number): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: Math.ceil((4 * floats) / PAGE_BYTES) });
}

/** Instantiates the module of `bytes` over `memory` and returns its exports. */
export function instantiate<Exports>(bytes: BufferSource, memory: WebAssembly.Memory): Exports {
  return new WebAssembly.Instance(
    new WebAssembly.Module(bytes),
    kernelImports(memory, { ...FLOAT32_CONSTANTS, ...EXACT_CONSTANTS }),
  ).exports as Exports;
}
