/** What SIMD is compared with in WebAssembly: ELU without SIMD, and two limits, ReLU and a copy. */
import { readFileSync } from "node:fs";
import type { Run } from "../harness/batches.js";
import { type Baselines, instantiate, memoryFor } from "../harness/built-modules.js";
import { normal } from "../harness/random.js";
import { floatsPerRun } from "./windows.js";

/** The floats of a vector: the baselines compute whole ones, and those beyond a window belong to the next window. */
const VECTOR = 4;

export type BaselineName = "scalar" | "relu" | "copy";

/** Each computes `floatsPerRun(length)` resident floats in windows of that length. */
export function prepareBaselines(length: number): Record<BaselineName, Run> {
  const count = floatsPerRun(length);
  const bytes = 4 * count;
  const whole = Math.ceil(length / VECTOR) * VECTOR;
  const memory = memoryFor(2 * count + VECTOR);
  new Float32Array(memory.buffer).set(Float32Array.from({ length: count }, normal(1)));
  const module = readFileSync(new URL(import.meta.resolve("../baselines.wasm")));
  const kernels = instantiate<Baselines>(module, memory);
  const overWindows = (kernel: (input: number, out: number, length: number) => void) => () => {
    for (let address = 0; address < bytes; address += 4 * length) kernel(address, address + bytes, whole);
  };
  return {
    scalar: overWindows((input, out, length) => kernels.elu(input, out, length, 1)),
    relu: overWindows(kernels.relu),
    copy: overWindows(kernels.copy),
  };
}
