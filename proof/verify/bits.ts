/** Whether the float32 kernels have the bits of the model that the proofs are about: each function, random arguments. */
import { normal, uniform } from "../../harness/random.js";
import type { Elu } from "../../src/core/api.js";
import { SELU_SCALE, SELU_SCALED_ALPHA } from "../../src/core/constants.js";
import { COEFFICIENTS, type Coefficients, forward, gradientFromInput, gradientFromOutput } from "../model/float32.js";
import type { Build } from "./builds.js";
import { addReason, createFinding, type Finding } from "./finding.js";

const LENGTH = 2 ** 16;

type Model = (x: number, gradOutput: number) => number;

/** One alpha, each function at random inputs, on each float32 build. `seed` is another alpha and other inputs. */
export function compareBits(seed: number, builds: readonly Build[], coefficients = COEFFICIENTS): Finding[] {
  const random = uniform(seed);
  const logarithmic = (least: number, most: number) => 2 ** (least + (most - least) * random());
  const alpha = Math.fround(seed % 2 ? logarithmic(-8, 8) : logarithmic(-149, 127));
  const width = (seed >> 1) % 2 ? 1 : alpha;
  const gaussian = normal(seed);
  const input = Float32Array.from({ length: LENGTH }, (_, i) => -width * logarithmic(i % 16 ? -8 : -40, 8));
  const gradOutput = Float32Array.from(input, () => gaussian() * logarithmic(-60, 60));
  return builds
    .filter(({ arithmetic }) => arithmetic !== "exact")
    .map(({ name, functions, arithmetic }) => {
      const finding = createFinding("the bits of the model", `${name}, ${arithmetic}`, 0);
      for (const [name, run, model] of functionsOf(functions, alpha, arithmetic === "fused", coefficients)) {
        const result = run(gradOutput, input);
        finding.checked += LENGTH;
        for (let i = 0; i < LENGTH; i++) {
          const expected = model(input[i], gradOutput[i]);
          if (Object.is(result[i], expected)) continue;
          const where = `${name} at ${input[i]}, alpha ${alpha}, gradOutput ${gradOutput[i]}`;
          addReason(finding, `${where} is ${result[i]}, and ${expected} in the model`);
        }
      }
      return finding;
    });
}

type Run = (gradOutput: Float32Array, saved: Float32Array) => Float32Array;

function functionsOf(functions: Elu, alpha: number, fused: boolean, q: Coefficients): [string, Run, Model][] {
  const [selu, scale] = [Math.fround(SELU_SCALED_ALPHA), Math.fround(SELU_SCALE)];
  const from = "output";
  return [
    ["elu", (_, x) => functions.elu(x, { alpha }), (x) => forward(x, alpha, 1, 1, fused, q)],
    ["celu", (_, x) => functions.celu(x, { alpha }), (x) => forward(x, alpha, 1, alpha, fused, q)],
    ["selu", (_, x) => functions.selu(x), (x) => forward(x, selu, scale, 1, fused, q)],
    [
      "eluBackward",
      (g, x) => functions.eluBackward(g, x, { alpha }),
      (x, g) => gradientFromInput(g, x, alpha, 1, 1, fused, q),
    ],
    [
      "celuBackward",
      (g, x) => functions.celuBackward(g, x, { alpha }),
      (x, g) => gradientFromInput(g, x, alpha, 1, alpha, fused, q),
    ],
    [
      "seluBackward",
      (g, x) => functions.seluBackward(g, x),
      (x, g) => gradientFromInput(g, x, selu, scale, 1, fused, q),
    ],
    [
      "eluBackward from output",
      (g, y) => functions.eluBackward(g, y, { alpha, from }),
      (y, g) => gradientFromOutput(g, y, alpha, 1, 1),
    ],
    [
      "celuBackward from output",
      (g, y) => functions.celuBackward(g, y, { alpha, from }),
      (y, g) => gradientFromOutput(g, y, alpha, 1, alpha),
    ],
    [
      "seluBackward from output",
      (g, y) => functions.seluBackward(g, y, { from }),
      (y, g) => gradientFromOutput(g, y, SELU_SCALED_ALPHA, scale, 1),
    ],
  ];
}
