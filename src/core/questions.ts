/**
 * The questions for every new instance of the kernels, and the hash of the answers. The build runs them on the compiled
 * module (scripts/compile-kernels.mjs), the package on each new instance (known-answers.ts).
 */
import { runKernel } from "./call.js";
import { SELU_SCALE, SELU_SCALED_ALPHA } from "./constants.js";
import { type Instance, KERNEL_NAMES } from "./kernels.js";

/**
 * Inputs near 0 and in other reduced ranges, saturated ones, -0, NaN and positive ones: a group, a vector and a float.
 */
export const QUESTIONS = Float32Array.of(
  ...[-0.3, -0.8, -5, 1.5, -1e-8, -0, -100, Number.NaN],
  ...[-0.1, -1.2, -2.5, -17, 0, 1e-3, -40, Infinity],
  ...[-0.45, 3, -7.5, -1.75, -0.6],
);

/** Lengths with and without a whole group. Floats after the length must keep their values. */
const LENGTHS = [21, 5, 1];

/** alpha (a float32), scale and divisor: one set for each loop of the kernels. */
const PARAMETERS: readonly (readonly [alpha: number, scale: number, divisor: number])[] = [
  [1, 1, 1],
  [0.75, 1, 1],
  [1.5, 1, 1],
  [SELU_SCALED_ALPHA, SELU_SCALE, 1],
  [2, 1, 2],
];

/** All answers in a row. Kernels write them over the questions, which serve as input, saved and gradient. */
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

/** The kernel and the question of the answer at `index`. */
export function questionAt(index: number): string {
  const answersOfKernel = QUESTIONS.length * LENGTHS.length;
  const kernel = KERNEL_NAMES[Math.floor(index / answersOfKernel) % KERNEL_NAMES.length];
  return `${kernel} of ${QUESTIONS[index % QUESTIONS.length]}`;
}

/** FNV-1a of the answers' bits. All NaNs count as the same. */
export function hashOf(answers: Float32Array): number {
  const bits = new Int32Array(answers.buffer);
  return answers.reduce((hash, answer, i) => Math.imul(hash ^ (Number.isNaN(answer) ? 0 : bits[i]), 0x01000193), 0);
}
