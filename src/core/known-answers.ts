/**
 * Some engines accept SIMD and compute it wrongly (WebKit on iOS before 17), so a new instance has to answer like the
 * JavaScript twin before it is used: to the bit, or with relaxed SIMD, which may round less often, nearly so.
 */
import { runKernel } from "./call.js";
import { SELU_SCALE, SELU_SCALED_ALPHA } from "./constants.js";
import { createJsKernels } from "./js-kernels.js";
import { type BackendName, type Instance, KERNEL_NAMES, type KernelName } from "./kernels.js";

/** As many as a kernel computes at once: the reduced ranges next to 0 and beyond, saturation, -0, NaN, positive inputs. */
const QUESTIONS = Float32Array.of(
  ...[-0.3, -0.8, -5, 1.5, -1e-8, -0, -100, Number.NaN],
  ...[-0.1, -1.2, -2.5, -17, 0, 1e-3, -40, Infinity],
);

/** alpha, a float32, scale and divisor, one set for each loop of the kernels: 1, any other, SELU, CELU. */
const PARAMETERS = [
  [1, 1, 1],
  [0.75, 1, 1],
  [1.5, 1, 1],
  [SELU_SCALED_ALPHA, SELU_SCALE, 1],
  [2, 1, 2],
] as const;

/** By how much two answers may differ, relative to them: by more than two within the bounds ever do. */
const RELAXED_TOLERANCE = 2 ** -20;

/** Throws an Error where the kernels of the backend of that name do not answer as they must. */
export function checkKnownAnswers(backend: BackendName, instance: Instance): void {
  const memory = new ArrayBuffer(QUESTIONS.byteLength);
  const twin: Instance = { kernels: createJsKernels(memory), memory };
  const tolerance = backend === "wasm-simd" ? 0 : RELAXED_TOLERANCE;
  for (const parameters of PARAMETERS) {
    for (const name of KERNEL_NAMES) {
      const answers = ask(instance, name, parameters);
      const expected = ask(twin, name, parameters);
      const wrong = QUESTIONS.findIndex((_, i) => !isNear(answers[i], expected[i], tolerance));
      if (wrong >= 0) {
        throw new Error(
          `the WebAssembly kernels answer wrong here: ${name} of ${QUESTIONS[wrong]} gave ${answers[wrong]}, ` +
            `not ${expected[wrong]}`,
        );
      }
    }
  }
}

/** The answer is written over the questions, which are the gradient too. */
function ask(
  { kernels, memory }: Instance,
  name: KernelName,
  [alpha, scale, divisor]: (typeof PARAMETERS)[number],
): Float32Array {
  const floats = new Float32Array(memory, 0, QUESTIONS.length);
  floats.set(QUESTIONS);
  runKernel(kernels, name, 0, 0, 0, QUESTIONS.length, alpha, scale, divisor);
  return floats;
}

function isNear(actual: number, expected: number, tolerance: number): boolean {
  return Object.is(actual, expected) || Math.abs(actual - expected) <= tolerance * Math.abs(expected);
}
