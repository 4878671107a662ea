/** Whether the kernels have the bits of the models that the proofs are about: each function, random arguments. */
import { normal, uniform } from "../../harness/random.js";
import { SELU_SCALE, SELU_SCALED_ALPHA } from "../../src/core/constants.js";
import * as float32 from "../model/float32.js";
import * as float64 from "../model/float64.js";
import type { Build } from "./builds.js";
import { addReason, createFinding, type Finding } from "./finding.js";

/** One float of each function, of numbers as src/core/kernels.ts has them. */
export type Model = typeof float64;

const { fround } = Math;

/** Inputs of each function. */
const LENGTH = 2 ** 16;

/** The model of a build: float32 kernels round what they are called with, but for alpha from the output. */
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

/** One alpha, each function at random inputs, on each build. `seed` is another alpha and other inputs. */
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
  const { elu, celu, selu, eluBackward, celuBackward, seluBackward } = build.functions;
  const finding = createFinding("the bits of the model", `${build.name}, ${build.arithmetic}`, 0);
  const same = (name: string, result: Float32Array, expected: (x: number, g: number) => number): void => {
    finding.checked += input.length;
    for (let i = 0; i < input.length; i++) {
      const [x, g] = [input[i], gradOutput[i]];
      if (Object.is(result[i], expected(x, g))) continue;
      const where = `${name} at ${x}, alpha ${alpha}, gradOutput ${g}`;
      addReason(finding, `${where} is ${result[i]}, and ${expected(x, g)} in the model`);
    }
  };
  for (const [name, ofAlpha, scale, divisor, run, backward] of [
    ["elu", alpha, 1, 1, elu, eluBackward],
    ["celu", alpha, 1, alpha, celu, celuBackward],
    ["selu", SELU_SCALED_ALPHA, SELU_SCALE, 1, selu, seluBackward],
  ] as const) {
    const options = name === "selu" ? {} : { alpha };
    const fromOutput = { ...options, from: "output" } as const;
    same(name, run(input, options), (x) => model.forward(x, ofAlpha, scale, divisor));
    same(`${name}Backward`, backward(gradOutput, input, options), (x, g) =>
      model.gradientFromInput(g, x, ofAlpha, scale, divisor),
    );
    same(`${name}Backward from output`, backward(gradOutput, input, fromOutput), (y, g) =>
      model.gradientFromOutput(g, y, ofAlpha, scale, divisor),
    );
  }
  return finding;
}
