/**
 * What every new instance of the kernels is asked, and how its answers become one number. The build asks the module that it
 * made (scripts/compile-kernels.mjs), and the package the one that it is about to use (known-answers.ts).
 */
import { SELU_SCALE, SELU_SCALED_ALPHA } from "./constants.js";
import { type Instance, KERNEL_NAMES, type KernelName } from "./kernels.js";

/** The reduced ranges next to 0 and beyond, saturation, -0, NaN, positive inputs: a group of vectors, a vector, a float. */
export const QUESTIONS = Float32Array.of(
  ...[-0.3, -0.8, -5, 1.5, -1e-8, -0, -100, Number.NaN],
  ...[-0.1, -1.2, -2.5, -17, 0, 1e-3, -40, Infinity],
  ...[-0.45, 3, -7.5, -1.75, -0.6],
);

/** Whole groups and what fills none. Floats behind a length have to stay as they are. */
const LENGTHS = [21, 5, 1];

/** alpha, a float32, scale and divisor: a set for each loop of the kernels. */
const PARAMETERS: readonly (readonly [alpha: number, scale: number, divisor: number])[] = [
  [1, 1, 1],
  [0.75, 1, 1],
  [1.5, 1, 1],
  [SELU_SCALED_ALPHA, SELU_SCALE, 1],
  [2, 1, 2],
];

export interface Question {
  readonly kernel: KernelName;
  readonly parameters: (typeof PARAMETERS)[number];
  readonly length: number;
}

export function questions(): Question[] {
  return PARAMETERS.flatMap((parameters) =>
    KERNEL_NAMES.flatMap((kernel) => LENGTHS.map((length) => ({ kernel, parameters, length }))),
  );
}

/** The answer is written over the questions, which are saved and gradient, too. */
export function ask({ kernels, memory }: Instance, { kernel, parameters, length }: Question): Float32Array {
  const floats = new Float32Array(memory, 0, QUESTIONS.length);
  floats.set(QUESTIONS);
  if (kernel === "forward") kernels.forward(0, 0, length, ...parameters);
  else kernels[kernel](0, 0, 0, length, ...parameters);
  return floats;
}

/** All answers as one number, FNV-1a of their bits; every NaN counts as the same. */
export function hashOfAnswers(instance: Instance): number {
  const bits = new Uint32Array(instance.memory, 0, QUESTIONS.length);
  let hash = 0x811c9dc5;
  for (const question of questions()) {
    const answers = ask(instance, question);
    for (let i = 0; i < answers.length; i++) {
      hash = Math.imul(hash ^ (Number.isNaN(answers[i]) ? 0x7fc00000 : bits[i]), 0x01000193);
    }
  }
  return hash >>> 0;
}
