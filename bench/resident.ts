/** Kernels on floats that stay where kernels want them. */
import { readFileSync } from "node:fs";
import { type ForwardKernel, instantiate, memoryFor } from "../reference/built-modules.js";
import { GROUP_LENGTH, roundUpToGroups } from "../src/kernels.js";

/** Floats in a memory of their own, in windows of some length, and room for as many results. */
export interface Resident {
  /** The kernels of a built module over that memory. */
  kernelsOf(specifier: string): Record<string, ForwardKernel>;
  /** Computes one window after another. */
  overWindows(kernel: ForwardKernel, ...parameters: number[]): () => void;
}

export function makeResident(floats: Float32Array, length: number): Resident {
  const memory = memoryFor(2 * floats.length + GROUP_LENGTH);
  new Float32Array(memory.buffer, 0, floats.length).set(floats);
  return {
    kernelsOf: (specifier) => instantiate(readFileSync(new URL(import.meta.resolve(specifier))), memory),
    // Kernels compute whole vectors. Of windows that end within one, the last floats belong to the next window.
    overWindows: (kernel, ...parameters) => {
      const [end, count] = [floats.byteLength, roundUpToGroups(length)];
      return () => {
        for (let address = 0; address < end; address += 4 * length) {
          kernel(address, address + floats.byteLength, count, ...parameters);
        }
      };
    },
  };
}
