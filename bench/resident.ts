/** Kernels on floats that stay where kernels want them. */
import { readFileSync } from "node:fs";
import { type ForwardKernel, instantiate, memoryFor } from "../harness/built-modules.js";
import type { BackwardKernel } from "../src/core/kernels.js";

/** Arrays in a memory of their own, in windows of some length, and room for as many results. */
export interface Resident {
  /** The kernels of a built module over that memory. */
  kernelsOf<Kernels = Record<string, ForwardKernel>>(specifier: string): Kernels;
  /** Computes one window of the first array after another. */
  overWindows(kernel: ForwardKernel, ...parameters: number[]): () => void;
  /** The same for gradients: the first array is gradOutput, `saved` says which of all is what the forward saved. */
  gradientOverWindows(kernel: BackwardKernel, saved: number, numbers: Numbers): () => void;
}

/** What makes ELU, SELU or CELU of a kernel. */
export type Numbers = readonly [alpha: number, scale: number, divisor: number];

/** The arrays are as long as each other. */
export function makeResident(arrays: Float32Array[], length: number): Resident {
  const [{ length: floats, byteLength: bytes }] = arrays;
  const memory = memoryFor((arrays.length + 1) * floats);
  for (const [k, array] of arrays.entries()) new Float32Array(memory.buffer, k * bytes, floats).set(array);
  const results = arrays.length * bytes;
  return {
    kernelsOf: (specifier) => instantiate(readFileSync(new URL(import.meta.resolve(specifier))), memory),
    overWindows: (kernel, ...parameters) => {
      return () => {
        for (let address = 0; address < bytes; address += 4 * length) {
          kernel(address, address + results, length, ...parameters);
        }
      };
    },
    gradientOverWindows: (kernel, saved, [alpha, scale, divisor]) => {
      return () => {
        for (let address = 0; address < bytes; address += 4 * length) {
          kernel(address, address + saved * bytes, address + results, length, alpha, scale, divisor);
        }
      };
    },
  };
}
