/** What is measured: ELU in every form that the package has, the loop that everybody writes, and two limits. */
import { readFileSync } from "node:fs";
import { createElu, type Elu, elu } from "elu-simd";
import { normal } from "../reference/random.js";
import { plainGradientLoop, plainLoop } from "./plain-loop.js";

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
export const PLAIN_GRADIENT_LOOP = "plain loop, Math.exp";
export const RELU = "ReLU in SIMD, resident";
export const COPY = "copy, resident";

/**
 * Short arrays are windows on a longer one, each computed once in a run: the same few floats over and over would
 * teach the branch predictor their signs, and the plain loop would look twice as fast as it is on new data.
 */
const FLOATS_PER_RUN = 65536;

/** A kernel of elu.wasm: input, output, length, alpha, scale, divisor; or of baselines.wasm, which wants less. */
type Kernel = (...args: number[]) => void;

/** Below it lie the constants of the modules. */
const FIRST_BYTE = 1024;
const PAGE_BYTES = 65536;
const AWKWARD_ALPHA = Math.fround(0.3);

/** All forms of ELU on arrays of `length` normally distributed floats, half of them negative. */
export function contest(length: number): Contest {
  const windows = Math.ceil(FLOATS_PER_RUN / length);
  const floatsPerRun = windows * length;
  const allInput = Float32Array.from({ length: floatsPerRun }, normal(1));
  const inputs = split(allInput, length);
  const outs = split(new Float32Array(floatsPerRun), length);

  const memory = new WebAssembly.Memory({ initial: Math.ceil((FIRST_BYTE + 2 * allInput.byteLength) / PAGE_BYTES) });
  new Float32Array(memory.buffer, FIRST_BYTE, floatsPerRun).set(allInput);
  const kernels = instantiate("elu-simd/elu.wasm", memory);
  const baselines = instantiate("../baselines.wasm", memory);
  const js = createElu({ backend: "js" });

  const resident = (kernel: Kernel, ...parameters: number[]) => {
    return () => {
      for (let address = FIRST_BYTE; address < FIRST_BYTE + allInput.byteLength; address += 4 * length) {
        kernel(address, address + allInput.byteLength, length, ...parameters);
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
      { name: RESIDENT, run: resident(kernels.forward, 1, 1, 1) },
      { name: `${RESIDENT}, alpha 0.3`, run: resident(kernels.forward, AWKWARD_ALPHA, 1, 1) },
      { name: ARRAYS, run: arrays((input, out) => elu(input, { out })) },
      { name: "scalar WebAssembly, resident", run: resident(baselines.elu, 1) },
      { name: "js backend, arrays in and out", run: arrays((input, out) => js.elu(input, { out })) },
      { name: PLAIN_LOOP, run: arrays((input, out) => plainLoop(input, out, 1)) },
      { name: RELU, run: resident(baselines.relu) },
      { name: COPY, run: resident(baselines.copy) },
    ],
  };
}

/** Every function of the package on both backends, beside the plain loops of a forward and of a gradient. */
export function familyContest(length: number): Contest {
  const [x, gradOutput] = [normal(1), normal(2)].map((random) => Float32Array.from({ length }, random));
  const y = elu(x);
  const out = new Float32Array(length);
  const functions: [string, (on: Elu) => void][] = [
    ["elu", ({ elu }) => elu(x, { out })],
    ["elu, alpha 0.3", ({ elu }) => elu(x, { alpha: 0.3, out })],
    ["selu", ({ selu }) => selu(x, { out })],
    ["celu, alpha 2", ({ celu }) => celu(x, { alpha: 2, out })],
    ["eluBackward", ({ eluBackward }) => eluBackward(gradOutput, x, { out })],
    ["eluBackward, alpha 0.3", ({ eluBackward }) => eluBackward(gradOutput, x, { alpha: 0.3, out })],
    ["seluBackward", ({ seluBackward }) => seluBackward(gradOutput, x, { out })],
    ["celuBackward, alpha 2", ({ celuBackward }) => celuBackward(gradOutput, x, { alpha: 2, out })],
    ["eluBackward from output", ({ eluBackward }) => eluBackward(gradOutput, y, { from: "output", out })],
    ["seluBackward from output", ({ seluBackward }) => seluBackward(gradOutput, y, { from: "output", out })],
  ];
  const [simd, js] = [createElu({ backend: "wasm-simd" }), createElu({ backend: "js" })];
  return {
    floatsPerRun: length,
    candidates: [
      ...functions.map(([name, run]) => ({ name, run: () => run(simd) })),
      ...functions.map(([name, run]) => ({ name: `${name}, js backend`, run: () => run(js) })),
      { name: PLAIN_LOOP, run: () => plainLoop(x, out, 1) },
      { name: PLAIN_GRADIENT_LOOP, run: () => plainGradientLoop(gradOutput, x, out, 1) },
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
