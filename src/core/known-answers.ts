/**
 * Known answers: some engines accept SIMD and compute wrong results (WebKit on iOS before 17), so every new instance is
 * tested before its first use.
 */
import { createJsKernels } from "./js-kernels.js";
import type { Instance } from "./kernels.js";
import { answersOf, hashOf, QUESTIONS, questionAt } from "./questions.js";

/** The largest relative error of the float32 kernels' answers. */
const TOLERANCE = 2 ** -20;

/** Kernels may return 0 for gradients below this. */
const UNDERFLOW = 2 ** -118;

/** Throws an Error unless the answers have the bits that they had when the module was built. */
export function checkBits(instance: Instance, hash: number): void {
  if (hashOf(answersOf(instance)) !== hash) refuse("the bits differ from those of the build");
}

/** Throws an Error unless the answers are close to the exact ones. */
export function checkNearness(instance: Instance): void {
  const memory = new ArrayBuffer(QUESTIONS.byteLength);
  const expected = answersOf({ kernels: createJsKernels(memory), memory });
  const answers = answersOf(instance);
  const wrong = answers.findIndex((answer, i) => !isNear(answer, expected[i]));
  if (wrong >= 0) refuse(`${questionAt(wrong)} gave ${answers[wrong]}, not ${expected[wrong]}`);
}

function isNear(actual: number, expected: number): boolean {
  return Object.is(actual, expected) || Math.abs(actual - expected) <= TOLERANCE * Math.abs(expected) + UNDERFLOW;
}

function refuse(fault: string): never {
  throw new Error(`the WebAssembly kernels give wrong results here: ${fault}`);
}
