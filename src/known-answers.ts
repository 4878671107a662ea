/**
 * Some engines accept SIMD and compute it wrongly (WebKit on iOS before 17), so a new instance has to answer like the
 * JavaScript twin, to the bit, before it is used.
 */
import { createJsKernels } from "./js-kernels.js";
import { type Kernels, RESERVED_BYTES } from "./kernels.js";

/** A whole vector and a tail of three: the reduced ranges next to 0 and beyond, saturation, -0, a positive input. */
const QUESTIONS = Float32Array.of(-0.3, -0.8, -5, 1.5, -1e-8, -0, -100);

/** One for each way in which a kernel takes alpha: a power of two, and any other. */
const ALPHAS = [1, 1.7];

/** Throws an Error where `kernels` over `memory` do not answer as they must. */
export function checkKnownAnswers(kernels: Kernels, memory: ArrayBuffer): void {
  const memoryOfTwin = new ArrayBuffer(RESERVED_BYTES + QUESTIONS.byteLength);
  const twin = createJsKernels(memoryOfTwin);
  for (const alpha of ALPHAS) {
    const answers = ask(kernels, memory, alpha);
    const expected = ask(twin, memoryOfTwin, alpha);
    const wrong = QUESTIONS.findIndex((_, i) => !Object.is(answers[i], expected[i]));
    if (wrong >= 0) {
      throw new Error(
        `the WebAssembly kernels answer wrong here: elu(${QUESTIONS[wrong]}, { alpha: ${alpha} }) gave ` +
          `${answers[wrong]}, not ${expected[wrong]}`,
      );
    }
  }
}

function ask(kernels: Kernels, memory: ArrayBuffer, alpha: number): Float32Array {
  const floats = new Float32Array(memory, RESERVED_BYTES, QUESTIONS.length);
  floats.set(QUESTIONS);
  kernels.elu(RESERVED_BYTES, RESERVED_BYTES, QUESTIONS.length, alpha);
  return floats;
}
