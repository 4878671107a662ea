/**
 * `elu-simd/tfjs`: ELU with any alpha for TensorFlow.js 4, as an operation and as the layer that Keras models name, and
 * this package's kernels in place of those of the cpu backend. TensorFlow.js is handed in; nothing of it is imported.
 *
 * @packageDocumentation
 */
import { registerCpuKernels } from "./tfjs/cpu-kernels.js";
import { createLayerClass, type EluLayerArgs, registerLayer } from "./tfjs/layer.js";
import { createOp } from "./tfjs/op.js";
import type { ClassNames, Layer, TensorFlow, TensorInfo } from "./tfjs/tensorflow.js";
import { checkTensorFlow } from "./tfjs/validate.js";

export type { EluLayerArgs } from "./tfjs/layer.js";
export type * from "./tfjs/tensorflow.js";

/** Of what TensorFlow.js makes a tensor: a number, or arrays of numbers in arrays. */
export type Numbers = number | boolean | Float32Array | Int32Array | Uint8Array | readonly Numbers[];

/**
 * What {@link registerElu} gives, in the types of the TensorFlow.js that was handed in: its tensors `T`, its layers `L`,
 * and what its ELU layer is made of, `A`.
 */
export interface EluRegistration<T extends TensorInfo, L extends Layer, A> {
  /**
   * ELU of a float32 tensor, or of numbers in any form that TensorFlow.js makes a tensor of. It has gradients of every
   * order; the first is `alpha` at 0 and -0.
   *
   * On the cpu backend this package computes it, and its gradient, within the bounds of the package's `elu` and
   * `eluBackward`. On other backends it is composed of their own operations, and as accurate as these: on wasm within
   * 2 ULP where `alpha` is a power of two, such as 0.5, 1 or 2, and within 3 for any other; the gradient within 3.
   *
   * @param x - Of any shape, which is the result's too.
   * @param alpha - Any finite number, rounded to float32. Default: 1.
   * @throws TypeError where `x` is a tensor of another dtype, or `alpha` no number.
   * @throws RangeError where `alpha` is NaN or infinite as a float32.
   */
  elu<X extends T>(x: X | Numbers, alpha?: number): X;

  /**
   * A layer for `tf.sequential` and `apply`: `tf.layers.elu` with any alpha.
   *
   * @param args - `alpha` (default 1), and what every layer takes, such as `name` or `inputShape`.
   * @throws TypeError where `alpha` is no number.
   * @throws RangeError where `alpha` is NaN or infinite as a float32.
   */
  ELU(args?: Omit<A, "alpha"> & EluLayerArgs): L & WithAlpha;

  /**
   * Puts TensorFlow.js' own kernels and layer back. `elu`, and layers that exist already, go on computing, composed of
   * its operations. A second call does nothing.
   */
  unregister(): void;
}

type AnyRegistration = EluRegistration<TensorInfo, Layer, object>;

/** What the ELU layer has besides what every layer has. */
export interface WithAlpha {
  /** As it was given; 1 where it was not. */
  readonly alpha: number;
}

/**
 * Where the registration stands, in TensorFlow.js' own registry of layers: this module is loaded twice where a program both
 * imports and requires it.
 */
const REGISTRATION = Symbol.for("elu-simd/tfjs");

interface Registry extends ClassNames {
  [REGISTRATION]?: AnyRegistration;
}

/**
 * Teaches TensorFlow.js ELU with any alpha. From then on
 *
 * - `tf.loadLayersModel` loads models, of Keras or of TensorFlow.js, that have a layer `ELU` with any alpha; they
 *   predict, train and save;
 * - on the cpu backend `tf.elu`, `tf.selu`, the gradient of `tf.elu`, and layers with `activation: "elu"` or `"selu"`
 *   are computed by this package, faster and without losing digits next to 0.
 *
 * The kernels are those of the engine behind `elu-simd`. To be called after the backends have been imported; a second
 * call returns what the first one did.
 *
 * @example
 * import * as tf from "@tensorflow/tfjs";
 * import { registerElu } from "elu-simd/tfjs";
 *
 * const { elu, ELU } = registerElu(tf);
 * elu(tf.tensor1d([-1, 0, 2]), 2.0); // -1.264..., 0, 2
 * const model = tf.sequential({
 *   layers: [
 *     tf.layers.conv2d({ filters: 4, kernelSize: 2, inputShape: [6, 6, 1] }),
 *     ELU({ alpha: 2.0 }),
 *   ],
 * });
 *
 * @param tf - TensorFlow.js 4 with its layers, as `import * as tf from "@tensorflow/tfjs"` gives it.
 * @returns The operation, the layer, and what undoes it all.
 * @throws TypeError where `tf` is not TensorFlow.js, or is its core alone.
 * @throws RangeError where it is another major version.
 */
export function registerElu<T extends TensorInfo, L extends Layer, A extends object>(
  tf: TensorFlow<T, L, A>,
): EluRegistration<T, L, A> {
  checkTensorFlow("registerElu", tf);
  const registry: Registry = tf.serialization.SerializationMap.getMap();
  const registration = registry[REGISTRATION] ?? register(tf as unknown as TensorFlow, registry);
  return registration as unknown as EluRegistration<T, L, A>;
}

function register(tf: TensorFlow, registry: Registry): AnyRegistration {
  const elu = createOp(tf);
  const EluLayer = createLayerClass(tf, elu);
  const unregisterKernels = registerCpuKernels(tf);
  const unregisterLayer = registerLayer(tf, EluLayer);
  const registration: AnyRegistration = {
    elu: elu as AnyRegistration["elu"],
    ELU: (args) => new EluLayer(args),
    unregister() {
      if (registry[REGISTRATION] !== registration) return;
      unregisterKernels();
      unregisterLayer();
      delete registry[REGISTRATION];
    },
  };
  registry[REGISTRATION] = registration;
  return registration;
}
