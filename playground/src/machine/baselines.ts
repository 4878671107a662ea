/** The module that ELU is compared with: itself without SIMD, and two limits. */
import baselines from "../../../build/baselines.wasm?url&inline";
import { type Baselines, instantiate, memoryFor } from "../../../harness/built-modules.js";

/** An instance with the floats in its memory, and room for as many results; addresses in bytes. */
export function instantiateBaselines(floats: Float32Array): { kernels: Baselines; input: number; output: number } {
  const bytes = Uint8Array.from(atob(baselines.slice(baselines.indexOf(",") + 1)), (char) => char.charCodeAt(0));
  const memory = memoryFor(2 * floats.length);
  new Float32Array(memory.buffer, 0, floats.length).set(floats);
  return { kernels: instantiate<Baselines>(bytes, memory), input: 0, output: floats.byteLength };
}
