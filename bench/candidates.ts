/** What is measured: ELU in every form that the package has, the loop that everybody writes, and two limits. */
import { readFileSync } from "node:fs";
import { createElu, elu } from "elu-simd";
import { normal } from "../reference/random.js";
import { plainLoop } from "./plain-loop.js";

export interface Candidate {
  name: string;
  /** Computes the floats of one window after another, all of them. */
  run: () => void;
}

/** All candidates on the same floats. */
export interface Contest {
  candidates: Candidate[];
  /** How many floats one run computes. */
  floatsPerRun: number;
}

/** The names by which reports and promises refer to a candidate. */
export const RESIDENT = "wasm-simd, resident";
export const ARRAYS = "wasm-simd, arrays in and out";
export const PLAIN_LOOP = "plain loop, Math.expm1";
export const RELU = "ReLU in SIMD, resident";
export const COPY = "copy, resident";

/**
 * Short arrays are windows on a longer one, each computed once in a run: the same few floats over and over would
 * teach the branch predictor their signs, and the plain loop would look twice as fast as it is on new data.
 */
const FLOATS_PER_RUN = 65536;

type Kernel = (input: number, output: number, length: number, alpha: number) => void;

/** Below it lie the constants of the modules. */
const FIRST_BYTE = 1024;
const PAGE_BYTES = 65536;
const AWKWARD_ALPHA = 0.3;

/** All candidates on arrays of `length` normally distributed floats, half of them negative. */
export function contest(length: number): Contest {
  const windows = Math.ceil(FLOATS_PER_RUN / length);
  const floatsPerRun = windows * length;
  const random = normal(1);
  const allInput = Float32Array.from({ length: floatsPerRun }, random);
  const inputs = split(allInput, length);
  const outs = split(new Float32Array(floatsPerRun), length);

  const memory = new WebAssembly.Memory({ initial: Math.ceil((FIRST_BYTE + 2 * allInput.byteLength) / PAGE_BYTES) });
  new Float32Array(memory.buffer, FIRST_BYTE, floatsPerRun).set(allInput);
  const kernels = instantiate("elu-simd/elu.wasm", memory);
  const baselines = instantiate("../baselines.wasm", memory);
  const js = createElu({ backend: "js" });

  const resident = (kernel: Kernel, alpha = 1) => {
    return () => {
      for (let address = FIRST_BYTE; address < FIRST_BYTE + allInput.byteLength; address += 4 * length) {
        kernel(address, address + allInput.byteLength, length, alpha);
      }
    };
  };
  const arrays = (compute: (input: Float32Array, out: Float32Array) => void) => {
    return () => {
      for (let i = 0; i < inputs.length; i++) compute(inputs[i], outs[i]);
    };
  };

  return {
    floatsPerRun,
    candidates: [
      { name: RESIDENT, run: resident(kernels.elu) },
      { name: `${RESIDENT}, alpha ${AWKWARD_ALPHA}`, run: resident(kernels.elu, AWKWARD_ALPHA) },
      { name: ARRAYS, run: arrays((input, out) => elu(input, { out })) },
      { name: "scalar WebAssembly, resident", run: resident(baselines.elu) },
      { name: "js backend, arrays in and out", run: arrays((input, out) => js.elu(input, { out })) },
      { name: PLAIN_LOOP, run: arrays((input, out) => plainLoop(input, out, 1)) },
      { name: RELU, run: resident(baselines.relu) },
      { name: COPY, run: resident(baselines.copy) },
    ],
  };
}

function split(floats: Float32Array, length: number): Float32Array[] {
  return Array.from({ length: floats.length / length }, (_, k) => floats.subarray(k * length, (k + 1) * length));
}

function instantiate(specifier: string, memory: WebAssembly.Memory): Record<string, Kernel> {
  const module = new WebAssembly.Module(readFileSync(new URL(import.meta.resolve(specifier))));
  return new WebAssembly.Instance(module, { env: { memory } }).exports as Record<string, Kernel>;
}
