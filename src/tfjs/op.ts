/**
 * ELU as an operation on tensors, with gradients of every order. It runs this package's kernels (formulas.ts) if the
 * backend in use has them, else a composition of the backend's operations.
 */
import { readAlpha } from "../core/validate.js";
import { isTensor, readTensor } from "./arguments.js";
import { ELU_ALPHA, ELU_ALPHA_GRAD } from "./formulas.js";
import type { TensorInfo } from "./registration.js";
import type { GradientConfig, KernelRegistry, Operations, Save } from "./tensorflow.js";

/** `x` is a tensor, or numbers from which TensorFlow.js creates one. */
export type EluOp = (x: unknown, alpha?: number) => TensorInfo;

/** Below this x, e^x is 0 in float32: the smallest float32 is 2^-149. */
const UNDERFLOW = -110;

/** The operation, and the gradients of its kernels for the registry. */
export function createOp(tf: Operations & KernelRegistry): {
  readonly elu: EluOp;
  readonly gradients: readonly GradientConfig[];
} {
  const hasKernel = (name: string) => tf.getKernel(name, tf.getBackend()) !== undefined;
  const runKernel = (name: string, inputs: Record<string, TensorInfo>, alpha: number) =>
    tf.engine().runKernel(name, inputs, { alpha });

  /** leakyRelu multiplies negative values by alpha. */
  const composed = (x: TensorInfo, alpha: number): TensorInfo =>
    alpha === 1 ? tf.elu(x) : tf.leakyRelu(tf.elu(x), alpha);

  /** 1 or alpha, times e^x clipped to e^0, so that Infinity is never multiplied by 0. NaN passes through step. */
  const composedGradient = (dy: TensorInfo, x: TensorInfo, alpha: number): TensorInfo =>
    tf.mul(dy, tf.mul(tf.step(x, alpha), tf.exp(tf.clipByValue(x, UNDERFLOW, 0))));

  const forward = (x: TensorInfo, alpha: number): TensorInfo =>
    hasKernel(ELU_ALPHA)
      ? runKernel(ELU_ALPHA, { x }, alpha)
      : tf.customGrad((x: TensorInfo, save: Save) => {
          save([x]);
          return { value: composed(x, alpha), gradFunc: (dy, [x]) => gradient(dy, x, alpha) };
        })(x);

  const gradient = (dy: TensorInfo, x: TensorInfo, alpha: number): TensorInfo =>
    hasKernel(ELU_ALPHA_GRAD)
      ? runKernel(ELU_ALPHA_GRAD, { dy, x }, alpha)
      : tf.customGrad((dy: TensorInfo, x: TensorInfo, save: Save) => {
          save([dy, x]);
          const gradFunc = (ddy: TensorInfo, [dy, x]: TensorInfo[]) => [
            gradient(ddy, x, alpha),
            secondGradient(ddy, dy, x, alpha),
          ];
          return { value: composedGradient(dy, x, alpha), gradFunc };
        })(dy, x);

  /**
   * The derivative of the gradient by x: 0 from 0 up, and the gradient again below, since (alpha e^x)' = alpha e^x. The
   * mask is computed by step, because TensorFlow.js cannot differentiate comparisons.
   */
  const secondGradient = (ddy: TensorInfo, dy: TensorInfo, x: TensorInfo, alpha: number): TensorInfo =>
    tf.mul(tf.step(tf.neg(x)), gradient(tf.mul(ddy, dy), x, alpha));

  const gradients: GradientConfig[] = [
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

  const elu = (x: unknown, givenAlpha?: number): TensorInfo => {
    const alpha = readAlpha("elu", givenAlpha);
    const run = () => forward(readTensor(tf, "elu", x), alpha);
    return isTensor(tf, x) ? run() : tf.tidy(run);
  };
  return { elu, gradients };
}
