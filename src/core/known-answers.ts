/**
 * Some engines accept SIMD and compute it wrongly (WebKit on iOS before 17), so a new instance has to answer what is known
 * before it is used: the deterministic kernels the bits that they had when the module was built, the exact ones those of
 * JavaScript, and those with relaxed SIMD, which may round less often, nearly the same.
 */
import { KNOWN_ANSWERS } from "../generated/known-answers.js";
import { createJsKernels } from "./js-kernels.js";
import type { BackendName, Instance } from "./kernels.js";
import { ask, hashOfAnswers, QUESTIONS, questions } from "./questions.js";

/** By how much the answers of float32 kernels may differ from exact ones, relative to these. */
const TOLERANCE = 2 ** -20;

/** Gradients below this may be taken as 0. */
const UNDERFLOW = 2 ** -118;

/** Throws an Error where the kernels of the backend of that name do not answer as they must. */
export function checkKnownAnswers(backend: BackendName, instance: Instance): void {
  if (backend === "wasm-simd" && hashOfAnswers(instance) === KNOWN_ANSWERS) return;
  const memory = new ArrayBuffer(QUESTIONS.byteLength);
  const js: Instance = { kernels: createJsKernels(memory), memory };
  const isExact = backend === "wasm-exact-simd";
  for (const question of questions()) {
    const answers = ask(instance, question);
    const expected = ask(js, question);
    const wrong = QUESTIONS.findIndex(
      (_, i) => !Object.is(answers[i], expected[i]) && (isExact || !isNear(answers[i], expected[i])),
    );
    if (wrong >= 0) refuse(`${question.kernel} of ${QUESTIONS[wrong]} gave ${answers[wrong]}, not ${expected[wrong]}`);
  }
  if (backend === "wasm-simd") refuse("the bits differ from those of the build");
}

function isNear(actual: number, expected: number): boolean {
  return Math.abs(actual - expected) <= TOLERANCE * Math.abs(expected) + UNDERFLOW;
}

function refuse(what: string): never {
  throw new Error(`the WebAssembly kernels answer wrong here: ${what}`);
}
