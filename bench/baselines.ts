/** The baselines in WebAssembly: ELU without SIMD, and two lower limits for its time, ReLU in SIMD and a copy. */
import { type Baselines, instantiate, memoryFor } from "../harness/built-modules.js";
import { normal } from "../harness/random.js";
import { type Candidate, ELU, nameOf } from "./forms.js";
import { floatsPerRun } from "./windows.js";

export const SCALAR = "elu, WebAssembly without SIMD";
export const RELU = "ReLU in SIMD, in place";
export const COPY = "copy, in place";

/** Floats in a vector. The baselines compute whole vectors, which may extend into the next window. */
const VECTOR = 4;

/**
 * The baselines on arrays in their own memory, by the bytes of baselines.wasm. A run computes `floatsPerRun(length)`
 * floats.
 */
export function prepareBaselines(module: BufferSource, length: number): Candidate[] {
  const count = floatsPerRun(length);
  const bytes = 4 * count;
  const whole = Math.ceil(length / VECTOR) * VECTOR;
  const memory = memoryFor(2 * count + VECTOR);
  new Float32Array(memory.buffer).set(Float32Array.from({ length: count }, normal(1)));
  const kernels = instantiate<Baselines>(module, memory);
  const candidate = (name: string, kernel: (input: number, out: number, length: number) => void): Candidate => ({
    name,
    baseline: nameOf(ELU, "plain loop"),
    run: () => {
      for (let address = 0; address < bytes; address += 4 * length) kernel(address, address + bytes, whole);
    },
  });
  return [
    candidate(SCALAR, (input, out, length) => kernels.elu(input, out, length, 1)),
    candidate(RELU, kernels.relu),
    candidate(COPY, kernels.copy),
  ];
}
