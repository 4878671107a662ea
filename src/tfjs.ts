/**
 * `elu-simd/tfjs`: ELU with any alpha for TensorFlow.js 4, as an operation and as the layer that Keras models name, and
 * this package's kernels in place of those of the cpu backend. TensorFlow.js is handed in; nothing of it is imported.
 *
 * @packageDocumentation
 */
import { CPU_KERNELS } from "./tfjs/cpu-kernels.js";
import { ELU_ALPHA } from "./tfjs/kernels.js";
import { createLayerClass, type EluLayerArgs, registerLayer } from "./tfjs/layer.js";
import { createOp } from "./tfjs/op.js";
import { Held, OURS } from "./tfjs/registry.js";
import type { ClassNames, Layer, TensorFlow, TensorInfo } from "./tfjs/tensorflow.js";
import { checkTensorFlow } from "./tfjs/validate.js";
import { placementIn, wasmKernels } from "./tfjs/wasm-kernels.js";
import { webglKernels } from "./tfjs/webgl-kernels.js";
import { WEBGPU_KERNELS } from "./tfjs/webgpu-kernels.js";

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
   * On cpu and wasm this package computes it, and its gradient, within the bounds of the package's `elu` and `eluBackward`.
   * On webgl and webgpu a program does, within 8 ULP from -1 up and 1e-6 of the result below, the gradient as exact as the
   * device's e^x, unless textures are float16. On other backends it is composed of their own operations.
   *
   * @param x - Of any shape, which is the result's too.
   * @param alpha - Any finite number, rounded to float32. Default: 1.
   * @throws TypeError where `x` is a tensor of another dtype, or `alpha` no number.
   * @throws RangeError where `alpha` is NaN or infinite as a float32.
   */
  elu<X extends T>(x: X | Numbers, alpha?: number): X;

  /**
   * A layer for `tf.sequential` and `apply`: `tf.layers.elu` with any alpha. (That one takes any, too, where `tf.layers` can be
   * written: not in a bundle, where it throws "Non-default alpha value is not supported by the ELU layer yet".)
   *
   * @param args - `alpha` (default 1), and what every layer takes, such as `name` or `inputShape`.
   * @throws TypeError where `alpha` is no number, or stands alone instead of in an object.
   * @throws RangeError where `alpha` is NaN or infinite as a float32.
   */
  ELU(args?: Omit<A, "alpha"> & EluLayerArgs): L & WithAlpha;

  /**
   * How the backend in use computes ELU, and why not in a better way.
   *
   * @example
   * registerElu(tf).getBackend(); // { name: "wasm", kernels: "in-place", reason: undefined }
   */
  getBackend(): EluBackend;

  /**
   * Puts TensorFlow.js' own kernels and layer back. `elu`, and layers that exist already, go on computing, composed of
   * its operations. A second call does nothing.
   */
  unregister(): void;
}

/** How a backend computes ELU. */
export interface EluBackend {
  /** The backend, as TensorFlow.js calls it. */
  readonly name: string;
  /**
   * `"in-place"`: by this package in the backend's own memory; `"copying"`: by this package, through its memory;
   * `"shader"`: by a program of this package on the GPU; `"composed"`: of the backend's operations.
   */
  readonly kernels: "in-place" | "copying" | "shader" | "composed";
  /** Why not in place, where that could have been. */
  readonly reason: string | undefined;
}

type AnyRegistration = EluRegistration<TensorInfo, Layer, object>;

/** What the ELU layer has besides what every layer has. */
export interface WithAlpha {
  /** As it was given; 1 where it was not. */
  readonly alpha: number;
}

/**
 * A registry of layers, of which each copy of TensorFlow.js has one, with the registration for it: there, so that this module
 * finds it when it is loaded once more.
 */
interface Registry extends ClassNames {
  [OURS]?: Registered;
}

interface Registered {
  readonly registration: AnyRegistration;
  /** Puts in the kernels and gradients that are not there. */
  readonly hold: () => void;
}

/**
 * Teaches TensorFlow.js ELU with any alpha. From then on
 *
 * - `tf.loadLayersModel` loads models, of Keras or of TensorFlow.js, that have a layer `ELU` with any alpha; they
 *   predict, train and save;
 * - on cpu, wasm, webgl and webgpu this package computes ELU of any alpha, `tf.elu` (but on wasm with threads,
 *   where the backend does on all cores) and `tf.selu`, without losing digits next to 0; on cpu the gradient of `tf.elu`, and layers with
 *   `activation: "elu"`, too.
 *
 * The kernels are those of the engine behind `elu-simd`; on wasm they work in the backend's own memory. To be called after the
 * backends have been imported; a second call returns what the first one did, and gives backends that came since their
 * kernels.
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
  const registered = registry[OURS] ?? register(tf as unknown as TensorFlow, registry);
  registered.hold();
  return registered.registration as unknown as EluRegistration<T, L, A>;
}

function register(tf: TensorFlow, registry: Registry): Registered {
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
      if (registry[OURS]?.registration !== registration) return;
      held.release();
      unregisterLayer();
      delete registry[OURS];
    },
  };
  const registered: Registered = { registration, hold: () => held.hold(kernels, gradients) };
  registry[OURS] = registered;
  return registered;
}

function describeBackend(tf: TensorFlow): EluBackend {
  const backend = tf.backend(); // starts one where there is none
  const name = tf.getBackend();
  if (!tf.getKernel(ELU_ALPHA, name)) return { name, kernels: "composed", reason: undefined };
  if (name === "cpu") return { name, kernels: "copying", reason: undefined };
  if (name !== "wasm") return { name, kernels: "shader", reason: undefined };
  const { kernels, reason } = placementIn(backend);
  return { name, kernels: kernels ? "in-place" : "copying", reason };
}
