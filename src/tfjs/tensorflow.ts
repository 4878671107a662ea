/**
 * What the adapter uses of TensorFlow.js, as small interfaces that the user's own copy fits: neither the adapter nor its
 * types need TensorFlow.js installed.
 */

/** What kernels see of a tensor: where its numbers lie, and of which shape and dtype they are. */
export interface TensorInfo {
  readonly dataId: object;
  readonly shape: readonly number[];
  readonly dtype: string;
}

/** `import * as tf from "@tensorflow/tfjs"`, version 4, with tensors `T`, layers `L`, and `A` to make its ELU from. */
export interface TensorFlow<T extends TensorInfo = TensorInfo, L extends Layer = Layer, A = object>
  extends Operations<T>,
    KernelRegistry,
    LayerRegistry<L, A> {
  readonly version_core: string;
}

/** Operations on tensors. */
export interface Operations<T extends TensorInfo> {
  readonly Tensor: abstract new (...args: never[]) => T;
  tidy(run: () => void): unknown;
  cast(x: T, dtype: "float32"): T;
  clipByValue(x: T, min: number, max: number): T;
  elu(x: T): T;
  exp(x: T): T;
  leakyRelu(x: T, alpha: number): T;
  mul(a: T, b: T): T;
  neg(x: T): T;
  step(x: T, alpha?: number): T;
  customGrad(run: Differentiable<T>["run"]): (...inputs: T[]) => T;
  engine(): { runKernel(kernelName: string, inputs: Record<string, T>, attrs: Record<string, number>): unknown };
}

/** What `tf.customGrad` makes an operation of. As a method, it may say which of its arguments is what. */
interface Differentiable<T extends TensorInfo> {
  /** Takes the inputs, and last a function that saves tensors for `gradFunc`, which gives the gradient of each input. */
  run(...args: (T | Save<T>)[]): { value: T; gradFunc: (dy: T, saved: T[]) => T | T[] };
}

export type Save<T extends TensorInfo> = (tensors: T[]) => void;

/** Which backend computes, and how each computes what. */
export interface KernelRegistry {
  getBackend(): string;
  getKernel(kernelName: string, backendName: string): Kernel | undefined;
  registerKernel(kernel: Kernel): void;
  unregisterKernel(kernelName: string, backendName: string): void;
}

export interface Kernel {
  kernelName: string;
  backendName: string;
  kernelFunc(params: KernelParams): unknown;
}

export interface KernelParams {
  readonly inputs: Readonly<Record<string, TensorInfo | undefined>>;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly backend: object;
}

/** The layers that models are made of, and the classes that their files name. */
export interface LayerRegistry<L extends Layer = Layer, A = object> {
  readonly layers: { readonly Layer: abstract new (args: A) => L; elu(args?: A): unknown };
  readonly serialization: {
    readonly SerializationMap: { getMap(): { classNameMap: Record<string, readonly [unknown, unknown]> } };
    registerClass(layerClass: unknown): unknown;
  };
}

export interface Layer {
  supportsMasking: boolean;
  getConfig(): object;
}
