/**
 * The public types of `elu-simd/tfjs`. They describe TensorFlow.js by a few members only, so that every version 4 fits
 * under every compiler setting, and none has to be installed.
 */

/** A tensor: where its numbers are, their shape and their dtype. */
export interface TensorInfo {
  /** The key under which a backend stores the numbers; reshaped tensors share it. */
  readonly dataId: object;
  /** The size of each dimension. */
  readonly shape: readonly number[];
  /** For example `"float32"`. */
  readonly dtype: string;
}

/** A layer of a model. */
export interface Layer {
  /** Whether masks pass through it. */
  supportsMasking: boolean;
  /** Whether its weights have been created. */
  built: boolean;
  /** One node for each time that the layer was applied to a symbolic tensor. */
  readonly inboundNodes: readonly unknown[];
  /** Computes a tensor from tensors, or a symbolic tensor from symbolic ones. */
  apply(inputs: unknown, kwargs?: unknown): unknown;
  /** The name of its class in files of models. */
  getClassName(): string;
  /** The arguments from which an equal layer can be created. */
  getConfig(): object;
}

/** A class to test for and to extend. */
export type Class<Args extends unknown[], Instance> = abstract new (...args: Args) => Instance;

/**
 * TensorFlow.js 4 with its layers: `import * as tf from "@tensorflow/tfjs"`, or `{ ...core, layers }` of its separate
 * packages. Its tensors are `T`, and its layers `L`, created from `A`.
 */
export interface TensorFlow<T extends TensorInfo = TensorInfo, L extends Layer = Layer, A = object> {
  /** Such as `"4.22.0"`. */
  readonly version_core: string;
  /** The class of all tensors. */
  readonly Tensor: Class<never[], T>;
  /** `tf.layers`. */
  readonly layers: {
    /** The class of all layers. */
    readonly Layer: Class<[args?: A], L>;
  };
  /** `tf.serialization`. */
  readonly serialization: object;
}

/** Values from which TensorFlow.js creates a tensor: a number, or nested arrays of numbers. */
export type Numbers = number | boolean | Float32Array | Int32Array | Uint8Array | readonly Numbers[];

/**
 * The result of {@link registerElu}, in the types of the TensorFlow.js that was passed: tensors `T`, layers `L`
 * created from `A`.
 */
export interface EluRegistration<T extends TensorInfo, L extends Layer, A> {
  /**
   * ELU of a float32 tensor, or of numbers from which TensorFlow.js creates a tensor. It has gradients of every order;
   * the first is `alpha` at 0 and -0.
   *
   * On cpu and wasm, the result and its gradient are within the bounds of the package's `elu` and `eluBackward`. On
   * webgl and webgpu with float32 textures, the result is within 8 ULP for inputs from -1 up, and within 1e-6 of its
   * value below; the gradient is as accurate as the device's e^x. Other backends compose ELU from existing operations.
   *
   * @param x - A tensor of any shape; the result has the same shape.
   * @param alpha - Any finite number, rounded to float32. Default: 1.
   * @throws TypeError if `x` is a tensor of another dtype, or `alpha` is not a number.
   * @throws RangeError if `alpha` is NaN, or infinite as a float32.
   */
  elu<X extends T>(x: X | Numbers, alpha?: number): X;

  /**
   * A layer for `tf.sequential` and `apply`: `tf.layers.elu` with any alpha. (`tf.layers.elu` itself takes any alpha,
   * too, if `tf.layers` is writable. In a bundle it is not, and `tf.layers.elu` throws "Non-default alpha value is
   * not supported by the ELU layer yet".)
   *
   * @param args - `alpha` (default 1), and the arguments of every layer, such as `name` or `inputShape`.
   * @throws TypeError if `alpha` is not a number, or is passed by itself instead of in an object.
   * @throws RangeError if `alpha` is NaN, or infinite as a float32.
   */
  ELU(args?: Omit<NonNullable<A>, "alpha"> & EluLayerArgs): L & WithAlpha;

  /**
   * How the backend in use computes ELU, and why not in place.
   *
   * @example
   * registerElu(tf).getBackend(); // { name: "wasm", kernels: "in-place", reason: undefined }
   */
  getBackend(): EluBackend;

  /**
   * Puts TensorFlow.js' own kernels and layer back. `elu` and existing layers still compute, composed of the backend's
   * operations. A second call does nothing.
   */
  unregister(): void;
}

/** The argument that only the ELU layer has. */
export interface EluLayerArgs {
  /** Default: 1. */
  alpha?: number | null | undefined;
}

/** The property that only the ELU layer has. */
export interface WithAlpha {
  /** The number that was passed; 1 if none was. */
  readonly alpha: number;
}

/** How a backend computes ELU. */
export interface EluBackend {
  /** The backend's name in TensorFlow.js. */
  readonly name: string;
  /**
   * `"in-place"`: by this package in the backend's own memory; `"copying"`: by this package, through its own memory;
   * `"shader"`: by a shader of this package on the GPU; `"composed"`: of the backend's operations.
   */
  readonly kernels: "in-place" | "copying" | "shader" | "composed";
  /** Why not in place, on a backend where that is possible; else undefined. */
  readonly reason: string | undefined;
}
