/**
 * The questions to every new instance of the kernels, and the hash of its answers. The build asks the module
 * that it made (scripts/compile-kernels.mjs), and the package the one that it is about to use (known-answers.ts).
 */
import { runKernel } from "./call.js";
import { SELU_SCALE, SELU_SCALED_ALPHA } from "./constants.js";
import { type Instance, KERNEL_NAMES } from "./kernels.js";

/**
 * The reduced ranges next to 0 and beyond, saturation, -0, NaN, positive inputs: a group of vectors, a vector, a float.
 */
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

/** All answers in a row. The kernels write each over the questions, which are saved and gradient, too. */
export function answersOf({ kernels, memory }: Instance): Float32Array {
  const floats = new Float32Array(memory, 0, QUESTIONS.length);
  const answers: number[] = [];
  for (const parameters of PARAMETERS) {
    for (const kernel of KERNEL_NAMES) {
      for (const length of LENGTHS) {
        floats.set(QUESTIONS);
        runKernel(kernels, kernel, 0, 0, 0, length, ...parameters);
        answers.push(...floats);
      }
    }
  }
  return Float32Array.from(answers);
}

/** Which kernel was asked for the answer at `index` of all, and about what. */
export function questionAt(index: number): string {
  const answersOfKernel = QUESTIONS.length * LENGTHS.length;
  return `${KERNEL_NAMES[Math.floor(index / answersOfKernel) % KERNEL_NAMES.length]} of ${QUESTIONS[index % QUESTIONS.length]}`;
}

/** All answers as one number, FNV-1a of their bits; every NaN counts as the same. */
export function hashOf(answers: Float32Array): number {
  const bits = new Int32Array(answers.buffer);
  return answers.reduce((hash, answer, i) => Math.imul(hash ^ (Number.isNaN(answer) ? 0 : bits[i]), 0x01000193), 0);
}
