/**
 * `elu-simd/tfjs`: ELU with any alpha for TensorFlow.js 4, as an operation and as the layer of Keras models, and
 * accurate kernels for `tf.elu` and `tf.selu` on cpu, wasm, webgl and webgpu. The caller passes TensorFlow.js, which
 * this module does not import.
 *
 * @packageDocumentation
 */
import { checkTensorFlow } from "./tfjs/arguments.js";
import { CPU_KERNELS } from "./tfjs/cpu-kernels.js";
import { ELU_ALPHA } from "./tfjs/formulas.js";
import { createLayerClass, registerLayer } from "./tfjs/layer.js";
import { createOp } from "./tfjs/op.js";
import type { EluBackend, EluRegistration, Layer, TensorFlow, TensorInfo } from "./tfjs/registration.js";
import { Held, OURS, type OurKernelConfig } from "./tfjs/registry.js";
import type { CheckedTensorFlow, ClassNames } from "./tfjs/tensorflow.js";
import { wasmKernels } from "./tfjs/wasm-kernels.js";
import { webglKernels } from "./tfjs/webgl-kernels.js";
import { WEBGPU_KERNELS } from "./tfjs/webgpu-kernels.js";

export type * from "./tfjs/registration.js";

type AnyRegistration = EluRegistration<TensorInfo, Layer, object>;

/**
 * The map of layer classes, one for each copy of TensorFlow.js. It stores the registration, so that a reloaded module
 * finds it.
 */
interface ClassNamesWithElu extends ClassNames {
  [OURS]?: Registered;
}

interface Registered {
  readonly registration: AnyRegistration;
  /** Registers the kernels and gradients that are missing. */
  readonly hold: () => void;
}

/**
 * Registers ELU with any alpha. From then on
 *
 * - `tf.loadLayersModel` loads models of Keras and of TensorFlow.js that have `ELU` layers with any alpha; they
 *   predict, train and save;
 * - on cpu, wasm, webgl and webgpu, this package computes ELU with any alpha, `tf.elu` (except on threaded wasm, where
 *   the backend uses all cores) and `tf.selu`, without losing digits near 0; on cpu also the gradient of `tf.elu`, and
 *   layers with `activation: "elu"`.
 *
 * On cpu and wasm, the kernels are those of `elu-simd`; on wasm they work in the backend's own memory. Call the
 * function after importing the backends. A second call returns the same registration, and registers the kernels of
 * backends imported since.
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
 * @param tf - TensorFlow.js 4 with its layers: `import * as tf from "@tensorflow/tfjs"`, or `{ ...core, layers }` of
 *   `@tensorflow/tfjs-core` and `@tensorflow/tfjs-layers`.
 * @returns The operation, the layer, and a function that undoes the registration.
 * @throws TypeError if `tf` is not TensorFlow.js, or is its core or its layers alone.
 * @throws RangeError if it is another major version.
 */
export function registerElu<T extends TensorInfo, L extends Layer, A>(
  tf: TensorFlow<T, L, A>,
): EluRegistration<T, L, A> {
  const checked = checkTensorFlow("registerElu", tf);
  const classNames: ClassNamesWithElu = checked.serialization.SerializationMap.getMap();
  const registered = classNames[OURS] ?? register(checked, classNames);
  registered.hold();
  return registered.registration as unknown as EluRegistration<T, L, A>;
}

function register(tf: CheckedTensorFlow, classNames: ClassNamesWithElu): Registered {
  const { elu, gradients } = createOp(tf);
  const EluLayer = createLayerClass(tf, elu);
  const kernels = [...CPU_KERNELS, ...wasmKernels(tf), ...webglKernels(tf), ...WEBGPU_KERNELS];
  const held = new Held(tf);
  const unregisterLayer = registerLayer(tf, EluLayer);
  const registration: AnyRegistration = {
    elu: elu as AnyRegistration["elu"],
    ELU: (args) => new EluLayer(args),
    getBackend: () => describeBackend(tf),
    unregister() {
      if (classNames[OURS]?.registration !== registration) return;
      held.release();
      unregisterLayer();
      delete classNames[OURS];
    },
  };
  const registered: Registered = { registration, hold: () => held.hold(kernels, gradients) };
  classNames[OURS] = registered;
  return registered;
}

function describeBackend(tf: CheckedTensorFlow): EluBackend {
  const backend = tf.backend(); // starts one if there is none
  const name = tf.getBackend();
  // Backends of other names may have this package's kernels, too: tf.copyRegisteredKernels copies them.
  const kernel = tf.getKernel(ELU_ALPHA, name) as OurKernelConfig | undefined;
  if (!kernel) return { name, kernels: "composed", reason: undefined };
  const { kernels, reason } = kernel.describe(backend);
  return { name, kernels, reason };
}
