/** What is measured: ELU in every form that the package has, the loop that everybody writes, and two limits. */
import { readFileSync } from "node:fs";
import { createElu, type Elu, elu } from "elu-simd";
import * as relaxed from "elu-simd/relaxed";
import { normal } from "../reference/random.js";
import { PAGE_BYTES } from "../src/instantiate.js";
import { kernelImports } from "../src/kernel-imports.js";
import { roundUpToVectors } from "../src/kernels.js";
import type { Contest } from "./measure.js";
import {
  plainCelu,
  plainCeluBackward,
  plainElu,
  plainEluBackward,
  plainEluBackwardFromOutput,
  plainSelu,
  plainSeluBackward,
  plainSeluBackwardFromOutput,
} from "./plain-loops.js";

/** The names by which reports and promises refer to a candidate. */
export const RESIDENT = "wasm-simd, resident";
export const ARRAYS = "wasm-simd, arrays in and out";
export const RELAXED_RESIDENT = "wasm-relaxed-simd, resident";
export const PLAIN_LOOP = "plain loop, Math.expm1";
export const JS_BACKEND = "js backend";
export const RELU = "ReLU in SIMD, resident";
export const COPY = "copy, resident";

/**
 * Short arrays are windows on a longer one, each computed once in a run: the same few floats over and over would
 * teach the branch predictor their signs, and the plain loop would look twice as fast as it is on new data.
 */
const FLOATS_PER_RUN = 65536;

/** A kernel of elu.wasm: input, output, length, alpha, scale, divisor; or of baselines.wasm, which wants less. */
type Kernel = (...args: number[]) => void;

const AWKWARD_ALPHA = Math.fround(0.3);

/** All forms of ELU on arrays of `length` normally distributed floats, half of them negative. */
export function contest(length: number): Contest {
  const windows = Math.ceil(FLOATS_PER_RUN / length);
  const floatsPerRun = windows * length;
  const allInput = Float32Array.from({ length: floatsPerRun }, normal(1));
  const inputs = split(allInput, length);
  const outs = split(new Float32Array(floatsPerRun), length);

  const memory = new WebAssembly.Memory({
    initial: Math.ceil((2 * allInput.byteLength) / PAGE_BYTES) + 1,
  });
  new Float32Array(memory.buffer, 0, floatsPerRun).set(allInput);
  const kernels = instantiate("elu-simd/elu.wasm", memory);
  const baselines = instantiate("../baselines.wasm", memory);
  const js = createElu({ backend: "js" });

  // Kernels compute whole vectors. Of windows that end within one, the last floats belong to the next window.
  const resident = (kernel: Kernel, ...parameters: number[]) => {
    return () => {
      for (let address = 0; address < allInput.byteLength; address += 4 * length) {
        kernel(address, address + allInput.byteLength, roundUpToVectors(length), ...parameters);
      }
    };
  };
  const arrays = (compute: (input: Float32Array, out: Float32Array) => void) => {
    return () => {
      for (let i = 0; i < inputs.length; i++) compute(inputs[i], outs[i]);
    };
  };

  // Not every engine has relaxed SIMD, and none compiles the module without it.
  const relaxedRuns: [string, () => void][] =
    relaxed.getBackend().name === "wasm-relaxed-simd"
      ? [
          [RELAXED_RESIDENT, resident(instantiate("elu-simd/elu-relaxed.wasm", memory).forward, 1, 1, 1)],
          ["wasm-relaxed-simd, arrays in and out", arrays((input, out) => relaxed.elu(input, { out }))],
        ]
      : [];
  const runs: [string, () => void][] = [
    ...relaxedRuns,
    [RESIDENT, resident(kernels.forward, 1, 1, 1)],
    [`${RESIDENT}, alpha 0.3`, resident(kernels.forward, AWKWARD_ALPHA, 1, 1)],
    [ARRAYS, arrays((input, out) => elu(input, { out }))],
    ["wasm-simd, vector by vector, resident", resident(baselines.eluOneByOne, 1)],
    ["scalar WebAssembly, resident", resident(baselines.elu, 1)],
    ["js backend, arrays in and out", arrays((input, out) => js.elu(input, { out }))],
    [PLAIN_LOOP, arrays((input, out) => plainElu(input, out, 1))],
    [RELU, resident(baselines.relu)],
    [COPY, resident(baselines.copy)],
  ];
  return { floatsPerRun, candidates: runs.map(([name, run]) => ({ name, run, baseline: PLAIN_LOOP })) };
}

/** Every function of the package on both backends, beside the plain loop that computes the same. */
export function familyContest(length: number): Contest {
  const [x, g] = [normal(1), normal(2)].map((random) => Float32Array.from({ length }, random));
  const y = elu(x);
  const out = new Float32Array(length);
  const functions: { name: string; ours: (on: Elu) => void; plain: () => void }[] = [
    { name: "elu", ours: (on) => on.elu(x, { out }), plain: () => plainElu(x, out, 1) },
    { name: "elu, alpha 0.3", ours: (on) => on.elu(x, { alpha: 0.3, out }), plain: () => plainElu(x, out, 0.3) },
    { name: "selu", ours: (on) => on.selu(x, { out }), plain: () => plainSelu(x, out) },
    { name: "celu, alpha 2", ours: (on) => on.celu(x, { alpha: 2, out }), plain: () => plainCelu(x, out, 2) },
    { name: "eluBackward", ours: (on) => on.eluBackward(g, x, { out }), plain: () => plainEluBackward(g, x, out, 1) },
    {
      name: "eluBackward, alpha 0.3",
      ours: (on) => on.eluBackward(g, x, { alpha: 0.3, out }),
      plain: () => plainEluBackward(g, x, out, 0.3),
    },
    { name: "seluBackward", ours: (on) => on.seluBackward(g, x, { out }), plain: () => plainSeluBackward(g, x, out) },
    {
      name: "celuBackward, alpha 2",
      ours: (on) => on.celuBackward(g, x, { alpha: 2, out }),
      plain: () => plainCeluBackward(g, x, out, 2),
    },
    {
      name: "eluBackward, from output",
      ours: (on) => on.eluBackward(g, y, { from: "output", out }),
      plain: () => plainEluBackwardFromOutput(g, y, out, 1),
    },
    {
      name: "seluBackward, from output",
      ours: (on) => on.seluBackward(g, y, { from: "output", out }),
      plain: () => plainSeluBackwardFromOutput(g, y, out),
    },
  ];
  const [simd, js] = [createElu({ backend: "wasm-simd" }), createElu({ backend: "js" })];
  return {
    floatsPerRun: length,
    candidates: functions.flatMap(({ name, ours, plain }) => {
      const baseline = `${name}, plain loop`;
      return [
        { name, run: () => ours(simd), baseline },
        { name: `${name}, ${JS_BACKEND}`, run: () => ours(js), baseline },
        { name: baseline, run: plain, baseline },
      ];
    }),
  };
}

function split(floats: Float32Array, length: number): Float32Array[] {
  return Array.from({ length: floats.length / length }, (_, k) => floats.subarray(k * length, (k + 1) * length));
}

/** The kernels of a built module, over that memory. */
export function instantiate(specifier: string, memory: WebAssembly.Memory): Record<string, Kernel> {
  const module = new WebAssembly.Module(readFileSync(new URL(import.meta.resolve(specifier))));
  return new WebAssembly.Instance(module, kernelImports(memory)).exports as Record<string, Kernel>;
}
