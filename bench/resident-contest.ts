/** Every kernel of both builds, resident, beside ELU with alpha 1. */
import { elu } from "elu-simd";
import * as relaxed from "elu-simd/relaxed";
import { normal } from "../harness/random.js";
import { SELU_SCALE, SELU_SCALED_ALPHA } from "../src/core/constants.js";
import type { KernelName, Kernels } from "../src/core/kernels.js";
import type { Candidate, Contest } from "./contest.js";
import { makeResident, type Numbers } from "./resident.js";

const ANY_ALPHA = Math.fround(0.3);
const SELU: Numbers = [SELU_SCALED_ALPHA, SELU_SCALE, 1];

const FUNCTIONS: readonly { name: string; kernel: KernelName; numbers: Numbers }[] = [
  { name: "elu, alpha 1", kernel: "forward", numbers: [1, 1, 1] },
  { name: "elu, alpha 0.3", kernel: "forward", numbers: [ANY_ALPHA, 1, 1] },
  { name: "elu, alpha 2", kernel: "forward", numbers: [2, 1, 1] },
  { name: "selu", kernel: "forward", numbers: SELU },
  { name: "celu, alpha 2", kernel: "forward", numbers: [2, 1, 2] },
  { name: "eluBackward, alpha 1", kernel: "backwardFromInput", numbers: [1, 1, 1] },
  { name: "eluBackward, alpha 0.3", kernel: "backwardFromInput", numbers: [ANY_ALPHA, 1, 1] },
  { name: "seluBackward", kernel: "backwardFromInput", numbers: SELU },
  { name: "celuBackward, alpha 2", kernel: "backwardFromInput", numbers: [2, 1, 2] },
  { name: "eluBackward, from output", kernel: "backwardFromOutput", numbers: [1, 1, 1] },
  { name: "seluBackward, from output", kernel: "backwardFromOutput", numbers: SELU },
  { name: "celuBackward, alpha 2, from output", kernel: "backwardFromOutput", numbers: [2, 1, 2] },
];

/** On arrays of `length` normally distributed floats, in the builds that the engine has. */
export function residentContest(length: number): Contest {
  const candidates = candidatesOf("wasm-simd", "elu-simd/elu.wasm", length);
  if (relaxed.getBackend().name === "wasm-relaxed-simd") {
    candidates.push(...candidatesOf("wasm-relaxed-simd", "elu-simd/elu-relaxed.wasm", length));
  }
  return { floatsPerRun: length, candidates };
}

function candidatesOf(build: string, module: string, length: number): Candidate[] {
  const [input, saved] = [normal(2), normal(1)].map((random) => Float32Array.from({ length }, random));
  const { kernelsOf, overWindows, gradientOverWindows } = makeResident([input, saved, elu(saved)], length);
  const kernels = kernelsOf<Kernels>(module);
  return FUNCTIONS.map(({ name, kernel, numbers }) => ({
    name: `${build}: ${name}`,
    baseline: `${build}: ${FUNCTIONS[0].name}`,
    run:
      kernel === "forward"
        ? overWindows(kernels.forward, ...numbers)
        : gradientOverWindows(kernels[kernel], kernel === "backwardFromInput" ? 1 : 2, numbers),
  }));
}
