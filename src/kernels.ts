/**
 * What the WebAssembly module exports, and its JavaScript twin too. Kernels read and write one linear memory;
 * addresses are bytes in it, multiples of 4. They trust their arguments: everything was validated at the door.
 */
export interface Kernels {
  /**
   * ELU of `length` floats at `input`, to `output`. The two ranges may be the same or disjoint, or `output` may
   * start below `input`.
   */
  elu(input: number, output: number, length: number, alpha: number): void;
}

/** Bytes at the start of a linear memory that belong to the kernels: the module's constants live there (asconfig.json). */
export const RESERVED_BYTES = 1024;
