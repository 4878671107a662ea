/**
 * ELU as an operation on tensors, with gradients of every order: by the kernels of this package where the backend in use
 * has them (kernels.ts), by the backend's own operations everywhere else.
 */
import { alphaFrom } from "../core/validate.js";
import { ELU_ALPHA, ELU_ALPHA_GRAD } from "./kernels.js";
import type { Gradient, KernelRegistry, Operations, Save, TensorInfo } from "./tensorflow.js";
import { float32TensorFrom, isTensor } from "./validate.js";

/** `x` is a tensor, or what TensorFlow.js makes one of. */
export type EluOp<T extends TensorInfo> = (x: unknown, alpha?: number) => T;

/** Down there e^x is 0 as a float32, whose smallest is 2^-149. */
const UNDERFLOW = -110;

/** The operation, and the gradients of its kernels for the registry. */
export function createOp<T extends TensorInfo>(
  tf: Operations<T> & KernelRegistry,
): { readonly elu: EluOp<T>; readonly gradients: readonly Gradient[] } {
  const hasKernel = (name: string) => tf.getKernel(name, tf.getBackend()) !== undefined;
  const runKernel = (name: string, inputs: Record<string, T>, alpha: number) =>
    tf.engine().runKernel(name, inputs, { alpha }) as T;

  /** leakyRelu multiplies what is negative. */
  const composed = (x: T, alpha: number): T => (alpha === 1 ? tf.elu(x) : tf.leakyRelu(tf.elu(x), alpha));

  /** 1 or alpha, times e^x clipped to e^0, so that no Infinity meets a 0. NaN passes through step. */
  const composedGradient = (dy: T, x: T, alpha: number): T =>
    tf.mul(dy, tf.mul(tf.step(x, alpha), tf.exp(tf.clipByValue(x, UNDERFLOW, 0))));

  const forward = (x: T, alpha: number): T =>
    hasKernel(ELU_ALPHA)
      ? runKernel(ELU_ALPHA, { x }, alpha)
      : tf.customGrad((x: T, save: Save<T>) => {
          save([x]);
          return { value: composed(x, alpha), gradFunc: (dy, [x]) => gradient(dy, x, alpha) };
        })(x);

  const gradient = (dy: T, x: T, alpha: number): T =>
    hasKernel(ELU_ALPHA_GRAD)
      ? runKernel(ELU_ALPHA_GRAD, { dy, x }, alpha)
      : tf.customGrad((dy: T, x: T, save: Save<T>) => {
          save([dy, x]);
          const gradFunc = (ddy: T, [dy, x]: T[]) => [gradient(ddy, x, alpha), secondGradient(ddy, dy, x, alpha)];
          return { value: composedGradient(dy, x, alpha), gradFunc };
        })(dy, x);

  /**
   * The gradient is linear in dy. With respect to x it is 0 from 0 up, and the same once more below: (alpha e^x)' = alpha e^x.
   * The mask is one of step, because TensorFlow.js cannot differentiate past a comparison.
   */
  const secondGradient = (ddy: T, dy: T, x: T, alpha: number): T =>
    tf.mul(tf.step(tf.neg(x)), gradient(tf.mul(ddy, dy), x, alpha));

  const gradients: Gradient<T>[] = [
    {
      kernelName: ELU_ALPHA,
      inputsToSave: ["x"],
      gradFunc: (dy, [x], { alpha }) => ({ x: () => gradient(dy, x, alpha) }),
    },
    {
      kernelName: ELU_ALPHA_GRAD,
      inputsToSave: ["dy", "x"],
      gradFunc: (ddy, [dy, x], { alpha }) => ({
        dy: () => gradient(ddy, x, alpha),
        x: () => secondGradient(ddy, dy, x, alpha),
      }),
    },
  ];

  const elu = (x: unknown, givenAlpha?: number): T => {
    const alpha = alphaFrom("elu", givenAlpha);
    const run = () => forward(float32TensorFrom(tf, "elu", x), alpha);
    return isTensor(tf, x) ? run() : (tf.tidy(run as () => void) as T);
  };
  return { elu, gradients: gradients as unknown as Gradient[] };
}
