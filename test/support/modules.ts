/** The built modules, instantiated by themselves: the package's, and the baselines of the benches. */
import { readFileSync } from "node:fs";
import { RESERVED_BYTES } from "../../src/kernels.js";

/** What the floats after the bytes that belong to a module start at. */
export const START = RESERVED_BYTES;

/** ELU on its own, alpha as the last argument. */
export interface Baselines {
  elu(input: number, output: number, length: number, alpha: number): void;
  eluOneByOne(input: number, output: number, length: number, alpha: number): void;
  relu(input: number, output: number, length: number): void;
  copy(input: number, output: number, length: number): void;
}

/** The exports of a built module over a memory of half a mebibyte, and all floats of that. */
export function instantiate<Exports>(path: string): { exports: Exports; floats: Float32Array } {
  const memory = new WebAssembly.Memory({ initial: 8 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path)), { env: { memory } });
  return { exports: exports as unknown as Exports, floats: new Float32Array(memory.buffer) };
}
