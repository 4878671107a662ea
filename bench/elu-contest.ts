/** ELU in every form that the package has, the loop that everybody writes, and two limits. */
import { createElu, elu } from "elu-simd";
import * as relaxed from "elu-simd/relaxed";
import { plainElu } from "../harness/plain-loops.js";
import { normal } from "../harness/random.js";
import type { Contest } from "./contest.js";
import { makeResident } from "./resident.js";
import { ARRAYS, COPY, PLAIN_LOOP, RELAXED_RESIDENT, RELU, RESIDENT } from "./speed-promises.js";
import { floatsPerRun, split } from "./windows.js";

const ANY_ALPHA = Math.fround(0.3);

/** On arrays of `length` normally distributed floats, half of them negative. */
export function eluContest(length: number): Contest {
  const allInput = Float32Array.from({ length: floatsPerRun(length) }, normal(1));
  const inputs = split(allInput, length);
  const outs = split(new Float32Array(allInput.length), length);

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
  return {
    floatsPerRun: allInput.length,
    candidates: runs.map(([name, run]) => ({ name, run, baseline: PLAIN_LOOP })),
  };
}
