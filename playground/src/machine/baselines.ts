/** The module that ELU is compared with: itself without SIMD, and two limits. */
import baselines from "../../../build/baselines.wasm?url&inline";

/** What it exports of use here; addresses in bytes, lengths in floats. */
export interface Baselines {
  elu(input: number, output: number, length: number, alpha: number): void;
  relu(input: number, output: number, length: number): void;
  copy(input: number, output: number, length: number): void;
}

const PAGE_BYTES = 65536;

/** An instance with the floats in its memory, and room for as many results. */
export function instantiateBaselines(floats: Float32Array): { kernels: Baselines; input: number; output: number } {
  const bytes = Uint8Array.from(atob(baselines.slice(baselines.indexOf(",") + 1)), (char) => char.charCodeAt(0));
  const module = new WebAssembly.Module(bytes);
  // A page of the module's own, and both arrays behind it.
  const [input, output] = [PAGE_BYTES, PAGE_BYTES + floats.byteLength];
  const memory = new WebAssembly.Memory({ initial: (output + floats.byteLength) / PAGE_BYTES });
  new Float32Array(memory.buffer, input, floats.length).set(floats);
  const kernels = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as Baselines;
  return { kernels, input, output };
}
