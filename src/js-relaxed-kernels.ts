/**
 * The kernels as everybody would write them in JavaScript: in float64 throughout, with one rounding at the end. Where an
 * engine has no compiler, and each `Math.fround` of the twin (js-kernels.ts) is a call, they are several times as fast; the
 * last bit may be another one.
 */
import type { BackwardKernel, JsBuild, Kernels } from "./kernels.js";

export const JS_RELAXED: JsBuild = { name: "js-relaxed", createKernels };

/** Kernels over the linear memory `buffer`. */
function createKernels(buffer: ArrayBuffer): Kernels {
  const floats = new Float32Array(buffer);

  /** A gradient, from what it is times where `saved` is not positive. */
  const backward =
    (slopeAt: (saved: number, alpha: number, divisor: number) => number): BackwardKernel =>
    (gradOutput, gradInput, length, alpha, scale, divisor, saved) => {
      for (let i = 0; i < length; i++) {
        const x = floats[saved / 4 + i];
        floats[gradInput / 4 + i] = floats[gradOutput / 4 + i] * (x > 0 ? scale : slopeAt(x, alpha, divisor));
      }
    };

  return {
    forward(input, output, length, alpha, scale, divisor) {
      for (let i = 0; i < length; i++) {
        const x = floats[input / 4 + i];
        floats[output / 4 + i] = x < 0 ? alpha * Math.expm1(x / divisor) : x * scale;
      }
    },
    backwardFromInput: backward((x, alpha, divisor) => (alpha / divisor) * Math.exp(x / divisor)),
    backwardFromOutput: backward((y, alpha, divisor) => (y + alpha) / divisor),
  };
}
