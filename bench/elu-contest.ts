/** ELU in every form that the package has, the loop that everybody writes, and two limits. */
import { createElu, elu } from "elu-simd";
import * as relaxed from "elu-simd/relaxed";
import { plainElu } from "../reference/plain-loops.js";
import { normal } from "../reference/random.js";
import type { Contest } from "./contest.js";
import { makeResident } from "./resident.js";
import { ARRAYS, COPY, PLAIN_LOOP, RELAXED_RESIDENT, RELU, RESIDENT } from "./speed-promises.js";

/**
 * Short arrays are windows on a longer one, each computed once in a run: the same few floats over and over would
 * teach the branch predictor their signs, and the plain loop would look twice as fast as it is on new data.
 */
export const FLOATS_PER_RUN = 65536;

const ANY_ALPHA = Math.fround(0.3);

/** On arrays of `length` normally distributed floats, half of them negative. */
export function eluContest(length: number): Contest {
  const floatsPerRun = Math.ceil(FLOATS_PER_RUN / length) * length;
  const allInput = Float32Array.from({ length: floatsPerRun }, normal(1));
  const inputs = split(allInput, length);
  const outs = split(new Float32Array(floatsPerRun), length);

  const { kernelsOf, overWindows } = makeResident([allInput], length);
  const { forward } = kernelsOf("elu-simd/elu.wasm");
  const baselines = kernelsOf("../baselines.wasm");
  const js = createElu({ backend: "js" });

  const arrays = (compute: (input: Float32Array, out: Float32Array) => void) => {
    return () => {
      for (let i = 0; i < inputs.length; i++) compute(inputs[i], outs[i]);
    };
  };

  // Not every engine has relaxed SIMD, and none compiles the module without it.
  const relaxedRuns: [string, () => void][] =
    relaxed.getBackend().name === "wasm-relaxed-simd"
      ? [
          [RELAXED_RESIDENT, overWindows(kernelsOf("elu-simd/elu-relaxed.wasm").forward, 1, 1, 1)],
          ["wasm-relaxed-simd, arrays in and out", arrays((input, out) => relaxed.elu(input, { out }))],
        ]
      : [];
  const runs: [string, () => void][] = [
    ...relaxedRuns,
    [RESIDENT, overWindows(forward, 1, 1, 1)],
    [`${RESIDENT}, alpha 0.3`, overWindows(forward, ANY_ALPHA, 1, 1)],
    [ARRAYS, arrays((input, out) => elu(input, { out }))],
    ["scalar WebAssembly, resident", overWindows(baselines.elu, 1)],
    ["js backend, arrays in and out", arrays((input, out) => js.elu(input, { out }))],
    [PLAIN_LOOP, arrays((input, out) => plainElu(input, out, 1))],
    [RELU, overWindows(baselines.relu)],
    [COPY, overWindows(baselines.copy)],
  ];
  return { floatsPerRun, candidates: runs.map(([name, run]) => ({ name, run, baseline: PLAIN_LOOP })) };
}

function split(floats: Float32Array, length: number): Float32Array[] {
  return Array.from({ length: floats.length / length }, (_, k) => floats.subarray(k * length, (k + 1) * length));
}
