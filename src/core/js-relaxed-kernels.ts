/**
 * The kernels in JavaScript with the engine's `Math.expm1` and `Math.exp`, in float64, rounded once. In engines without
 * a compiler, they take half the time of the exact kernels (js-kernels.ts). The last bit depends on the engine.
 */
import type { Kernels } from "./kernels.js";

/** Read once: Hermes takes a sixth longer to read them from `Math` for each float. */
const { exp, expm1 } = Math;

/** Kernels over the linear memory `buffer`. */
export function createJsRelaxedKernels(buffer: ArrayBuffer): Kernels {
  const floats = new Float32Array(buffer);
  return {
    forward(input, out, length, alpha, scale, divisor) {
      const [inputIndex, outIndex, inverse] = [input / 4, out / 4, 1 / divisor];
      for (let i = 0; i < length; i++) {
        const x = floats[inputIndex + i];
        floats[outIndex + i] = x < 0 ? alpha * expm1(x * inverse) : x * scale;
      }
    },

    backwardFromInput(gradOutput, input, out, length, alpha, scale, divisor) {
      const [gradOutputIndex, savedIndex, outIndex] = [gradOutput / 4, input / 4, out / 4];
      const inverse = 1 / divisor;
      const slope = alpha * inverse;
      for (let i = 0; i < length; i++) {
        const x = floats[savedIndex + i];
        floats[outIndex + i] = floats[gradOutputIndex + i] * (x > 0 ? scale : slope * exp(x * inverse));
      }
    },

    backwardFromOutput(gradOutput, output, out, length, alpha, scale, divisor) {
      const [gradOutputIndex, savedIndex, outIndex] = [gradOutput / 4, output / 4, out / 4];
      const inverse = 1 / divisor;
      for (let i = 0; i < length; i++) {
        const y = floats[savedIndex + i];
        floats[outIndex + i] = floats[gradOutputIndex + i] * (y > 0 ? scale : (y + alpha) * inverse);
      }
    },
  };
}
