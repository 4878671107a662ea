/**
 * What the adapter uses of TensorFlow.js, as small interfaces that the user's own copy fits: neither the adapter nor its
 * types need TensorFlow.js installed.
 */

/** What kernels see of a tensor: where its numbers lie, and of which shape and dtype they are. */
export interface TensorInfo {
  /** By which a backend knows the numbers; reshaped tensors share it. */
  readonly dataId: object;
  /** The size of each dimension. */
  readonly shape: readonly number[];
  /** Such as `"float32"`. */
  readonly dtype: string;
}

/** `import * as tf from "@tensorflow/tfjs"`, version 4, with tensors `T`, layers `L`, and `A` to make its ELU from. */
export interface TensorFlow<T extends TensorInfo = TensorInfo, L extends Layer = Layer, A = object>
  extends Operations<T>,
    KernelRegistry,
    LayerRegistry<L, A> {
  /** Such as `"4.22.0"`. */
  readonly version_core: string;
}

/** A class to test for and to extend. */
export type Class<Args extends unknown[], Instance> = abstract new (...args: Args) => Instance;

/** Operations on tensors. */
export interface Operations<T extends TensorInfo> {
  /** The class of all tensors. */
  readonly Tensor: Class<never[], T>;
  /** Disposes of what `run` made and does not return. */
  tidy(run: () => void): unknown;
  /** The numbers as float32. */
  cast(x: T, dtype: "float32"): T;
  /** Each number, or the bound that it lies beyond. */
  clipByValue(x: T, min: number, max: number): T;
  /** ELU with alpha 1. */
  elu(x: T): T;
  /** e^x. */
  exp(x: T): T;
  /** x from 0 up, alpha x below. */
  leakyRelu(x: T, alpha: number): T;
  /** a times b. */
  mul(a: T, b: T): T;
  /** -x. */
  neg(x: T): T;
  /** 1 above 0, alpha (default 0) elsewhere. */
  step(x: T, alpha?: number): T;
  /** The operation with a gradient of its own. */
  customGrad(run: Differentiable<T>["run"]): (...inputs: T[]) => T;
  /** What runs kernels. */
  engine(): KernelRunner<T>;
}

/** Runs kernels of the backend in use. */
export interface KernelRunner<T extends TensorInfo> {
  /** Gives the kernel's results. */
  runKernel(kernelName: string, inputs: Record<string, T>, attrs: Record<string, number>): unknown;
}

/** What `tf.customGrad` makes an operation of. As a method, it may say which of its arguments is what. */
export interface Differentiable<T extends TensorInfo> {
  /** Takes the inputs, and last a function that saves tensors for `gradFunc`, which gives the gradient of each input. */
  run(...args: (T | Save<T>)[]): Differentiated<T>;
}

/** A result, and how to differentiate it. */
export interface Differentiated<T extends TensorInfo> {
  /** The result. */
  value: T;
  /** The gradient of each input, from that of the result and the tensors that were saved. */
  gradFunc: (dy: T, saved: T[]) => T | T[];
}

/** Keeps tensors for the gradient. */
export type Save<T extends TensorInfo> = (tensors: T[]) => void;

/** Which backend computes, and how each computes what. */
export interface KernelRegistry {
  /** The backend in use, such as `"cpu"`. */
  getBackend(): string;
  /** The backend itself. */
  backend(): object;
  /** The kernel, where the backend has one of that name. */
  getKernel(kernelName: string, backendName: string): Kernel | undefined;
  /** Puts a kernel into the registry. */
  registerKernel(kernel: Kernel): void;
  /** Takes it out. */
  unregisterKernel(kernelName: string, backendName: string): void;
  /** The gradient of kernels of that name. */
  getGradient(kernelName: string): Gradient | undefined;
  /** Puts a gradient into its registry. */
  registerGradient(gradient: Gradient): void;
  /** Takes it out. */
  unregisterGradient(kernelName: string): void;
  /** How this copy of TensorFlow.js is set. */
  env(): Flags;
}

/** How kernels of one name are differentiated, on every backend. */
export interface Gradient<T extends TensorInfo = TensorInfo> {
  /** The operation, such as `"Elu"`. */
  kernelName: string;
  /** The inputs that `gradFunc` is given. */
  inputsToSave?: string[];
  /** For each input, what gives its gradient, from that of the result, the inputs that were saved, and the attributes. */
  gradFunc(dy: T, saved: T[], attrs: Record<string, number>): Record<string, () => T>;
}

/** The flags of TensorFlow.js. */
export interface Flags {
  /** A flag that is true or false. */
  getBool(name: string): boolean;
}

/** How a backend computes an operation. */
export interface Kernel {
  /** The operation, such as `"Elu"`. */
  kernelName: string;
  /** The backend, such as `"cpu"`. */
  backendName: string;
  /** Computes it. */
  kernelFunc(params: KernelParams): unknown;
}

/** What a kernel computes on. */
export interface KernelParams {
  /** Tensors by their names. */
  readonly inputs: Readonly<Record<string, TensorInfo | undefined>>;
  /** All else, by its name. */
  readonly attrs?: Readonly<Record<string, unknown>>;
  /** The backend, which has the numbers. */
  readonly backend: object;
}

/** The layers that models are made of, and the classes that their files name. */
export interface LayerRegistry<L extends Layer = Layer, A = object> {
  /** Makes layers. */
  readonly layers: LayerMakers<L, A>;
  /** Makes layers of what files name. */
  readonly serialization: Serialization;
}

/** The part of `tf.layers` that is needed. */
export interface LayerMakers<L extends Layer, A> {
  /** The class of all layers. */
  readonly Layer: Class<[args: A], L>;
  /** ELU with alpha 1: any other throws. */
  elu(args?: A): unknown;
}

/** The part of `tf.serialization` that is needed. */
export interface Serialization {
  /** All classes that files can name. */
  readonly SerializationMap: SerializationMaps;
  /** Puts a class into the map, by its `className`. */
  registerClass(layerClass: unknown): unknown;
}

/** Gives the one map there is. */
export interface SerializationMaps {
  /** The map. */
  getMap(): ClassNames;
}

/** Classes by the names in files. */
export interface ClassNames {
  /** For each name, the class and what makes one of a configuration. */
  classNameMap: Record<string, readonly [unknown, unknown]>;
}

/** A layer of a model. */
export interface Layer {
  /** Whether masks pass through it. */
  supportsMasking: boolean;
  /** Whether it has its weights. */
  built: boolean;
  /** One for each time that it was applied to what a model's tensors will be. */
  readonly inboundNodes: readonly unknown[];
  /** Computes, or stands for what will be computed. */
  apply(inputs: unknown, kwargs?: unknown): unknown;
  /** What files of models call it. */
  getClassName(): string;
  /** What it can be made of again. */
  getConfig(): object;
}
