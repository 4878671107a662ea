/**
 * ELU as an operation on tensors, with gradients of every order: by the kernels of this package where the backend in use
 * has them (cpu-kernels.ts), by the backend's own operations everywhere else.
 */
import { alphaFrom } from "../validate.js";
import { ELU_ALPHA, ELU_ALPHA_GRAD } from "./cpu-kernels.js";
import type { KernelRegistry, Operations, Save, TensorInfo } from "./tensorflow.js";
import { float32TensorFrom } from "./validate.js";

/** `x` is a tensor, or what TensorFlow.js makes one of. */
export type EluOp<T extends TensorInfo> = (x: unknown, alpha?: number) => T;

/** Down there e^x is 0 as a float32, whose smallest is 2^-149. */
const UNDERFLOW = -110;

export function createOp<T extends TensorInfo>(tf: Operations<T> & KernelRegistry): EluOp<T> {
  const runKernel = (name: string, inputs: Record<string, T>, alpha: number) =>
    tf.getKernel(name, tf.getBackend()) && (tf.engine().runKernel(name, inputs, { alpha }) as T);

  /**
   * A backend's own ELU has alpha 1; leakyRelu multiplies what is negative. An alpha that is no power of two rounds
   * once more, by a whole ULP where it rounds up to the next binade: hence 3 ULP on wasm.
   */
  const forward = (x: T, alpha: number): T =>
    runKernel(ELU_ALPHA, { x }, alpha) ?? (alpha === 1 ? tf.elu(x) : tf.leakyRelu(tf.elu(x), alpha));

  /** 1 or alpha, times e^x clipped to e^0, so that no Infinity meets a 0. NaN passes through step. */
  const backward = (dy: T, x: T, alpha: number): T =>
    runKernel(ELU_ALPHA_GRAD, { dy, x }, alpha) ??
    tf.mul(dy, tf.mul(tf.step(x, alpha), tf.exp(tf.clipByValue(x, UNDERFLOW, 0))));

  /**
   * Linear in dy. With respect to x it is 0 from 0 up, and the same once more below: (alpha e^x)' = alpha e^x. The
   * mask is one of step, because TensorFlow.js cannot differentiate past a comparison.
   */
  const gradient = (dy: T, x: T, alpha: number): T =>
    tf.customGrad((dy: T, x: T, save: Save<T>) => {
      save([dy, x]);
      return {
        value: backward(dy, x, alpha),
        gradFunc: (ddy, [dy, x]) => [
          gradient(ddy, x, alpha),
          tf.mul(tf.step(tf.neg(x)), gradient(tf.mul(ddy, dy), x, alpha)),
        ],
      };
    })(dy, x);

  return (x, givenAlpha) => {
    const alpha = alphaFrom("elu", givenAlpha);
    const run = tf.customGrad((x: T, save: Save<T>) => {
      save([x]);
      return { value: forward(x, alpha), gradFunc: (dy, [x]) => gradient(dy, x, alpha) };
    });
    return tf.tidy(() => run(float32TensorFrom(tf, "elu", x))) as T;
  };
}
