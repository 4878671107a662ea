/**
 * The kernels as everybody would write them in JavaScript: in float64 throughout, with one rounding at the end. Where an
 * engine has no compiler, and each `Math.fround` of the twin (js-kernels.ts) is a call, they are several times as fast; the
 * last bit may be another one.
 */
import type { JsBuild, Kernels } from "./kernels.js";

export const JS_RELAXED: JsBuild = { name: "js-relaxed", createKernels };

/** Kernels over the linear memory `buffer`. */
function createKernels(buffer: ArrayBuffer): Kernels {
  const floats = new Float32Array(buffer);
  return {
    forward(input, output, length, alpha, scale, divisor) {
      const [from, to, inverse] = [input / 4, output / 4, 1 / divisor];
      for (let i = 0; i < length; i++) {
        const x = floats[from + i];
        floats[to + i] = x < 0 ? alpha * Math.expm1(x * inverse) : x * scale;
      }
    },

    backwardFromInput(gradOutput, input, gradInput, length, alpha, scale, divisor) {
      const [from, savedAt, to] = [gradOutput / 4, input / 4, gradInput / 4];
      const inverse = 1 / divisor;
      const slope = alpha * inverse;
      for (let i = 0; i < length; i++) {
        const x = floats[savedAt + i];
        floats[to + i] = floats[from + i] * (x > 0 ? scale : slope * Math.exp(x * inverse));
      }
    },

    backwardFromOutput(gradOutput, output, gradInput, length, alpha, scale, divisor) {
      const [from, savedAt, to] = [gradOutput / 4, output / 4, gradInput / 4];
      const inverse = 1 / divisor;
      for (let i = 0; i < length; i++) {
        const y = floats[savedAt + i];
        floats[to + i] = floats[from + i] * (y > 0 ? scale : (y + alpha) * inverse);
      }
    },
  };
}
