/** Compares the bits of the kernels with the models that the proofs are about, for random arguments. */
import { CALLS } from "../../harness/calls.js";
import { normal, uniform } from "../../harness/random.js";
import { SELU_SCALE, SELU_SCALED_ALPHA } from "../../src/core/constants.js";
import * as float32 from "../model/float32.js";
import * as float64 from "../model/float64.js";
import type { Build } from "./builds.js";
import { addReason, createFinding, type Finding } from "./findings.js";

/** The kernels for one float, with the parameters of src/core/kernels.ts. */
export type Model = typeof float64;

const { fround } = Math;

/** The number of inputs of each function. */
const LENGTH = 2 ** 16;

/** The model of a build. float32 kernels round their parameters, except alpha of the gradient from output. */
export function modelOf({ arithmetic }: Build, coefficients = float32.COEFFICIENTS): Model {
  if (arithmetic === "exact") return float64;
  const fused = arithmetic === "fused";
  return {
    forward: (x, alpha, scale, divisor) =>
      float32.forward(x, fround(alpha), fround(scale), divisor, fused, coefficients),
    gradientFromInput: (g, x, alpha, scale, divisor) =>
      float32.gradientFromInput(g, x, fround(alpha), fround(scale), divisor, fused, coefficients),
    gradientFromOutput: (g, y, alpha, scale, divisor) =>
      float32.gradientFromOutput(g, y, alpha, fround(scale), divisor),
  };
}

/** Compares each function of each build at one alpha and random inputs, which depend on the seed. */
export function compareBits(seed: number, builds: readonly Build[], models = modelOf, length = LENGTH): Finding[] {
  const random = uniform(seed);
  const logarithmic = (least: number, most: number) => 2 ** (least + (most - least) * random());
  const alpha = fround(seed % 2 ? logarithmic(-8, 8) : logarithmic(-149, 127));
  const width = (seed >> 1) % 2 ? 1 : alpha;
  const gaussian = normal(seed);
  const input = Float32Array.from({ length }, (_, i) => -width * logarithmic(i % 16 ? -8 : -40, 8));
  const gradOutput = Float32Array.from(input, () => gaussian() * logarithmic(-60, 60));
  return builds.map((build) => compare(build, models(build), alpha, input, gradOutput));
}

function compare(build: Build, model: Model, alpha: number, input: Float32Array, gradOutput: Float32Array): Finding {
  const finding = createFinding("the bits of the model", `${build.name}, ${build.arithmetic}`, 0);
  for (const { title, name, fromOutput, run } of CALLS) {
    const result = run(build.functions, { x: input, g: gradOutput, out: undefined }, alpha);
    const kernel = kernelOf(model, name.endsWith("Backward"), fromOutput);
    const isSelu = name.startsWith("selu");
    const kernelAlpha = isSelu ? SELU_SCALED_ALPHA : alpha;
    const scale = isSelu ? SELU_SCALE : 1;
    const divisor = name.startsWith("celu") ? alpha : 1;
    finding.checked += input.length;
    for (let i = 0; i < input.length; i++) {
      const [x, g] = [input[i], gradOutput[i]];
      const expected = kernel(g, x, kernelAlpha, scale, divisor);
      if (Object.is(result[i], expected)) continue;
      const place = `${title} at ${x}, alpha ${alpha}, gradOutput ${g}`;
      addReason(finding, `${place} is ${result[i]}, and ${expected} in the model`);
    }
  }
  return finding;
}

function kernelOf(model: Model, isGradient: boolean, fromOutput: boolean): Model["gradientFromInput"] {
  if (!isGradient) return (_, x, alpha, scale, divisor) => model.forward(x, alpha, scale, divisor);
  return fromOutput ? model.gradientFromOutput : model.gradientFromInput;
}
