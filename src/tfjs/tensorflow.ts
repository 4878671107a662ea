/** The members of TensorFlow.js that the adapter calls, typed as it calls them. The public types need fewer. */
import type { Class, Layer, TensorInfo } from "./registration.js";

/** TensorFlow.js 4 with its layers, after the checks of arguments.ts. */
export interface CheckedTensorFlow extends Operations, KernelRegistry, LayerRegistry {}

/** Operations on tensors. */
export interface Operations {
  readonly Tensor: Class<never[], TensorInfo>;
  /** Disposes of the tensors that `run` creates and does not return. */
  tidy(run: () => TensorInfo): TensorInfo;
  cast(x: unknown, dtype: "float32"): TensorInfo;
  clipByValue(x: TensorInfo, min: number, max: number): TensorInfo;
  elu(x: TensorInfo): TensorInfo;
  exp(x: TensorInfo): TensorInfo;
  /** x from 0 up, alpha x below. */
  leakyRelu(x: TensorInfo, alpha: number): TensorInfo;
  mul(a: TensorInfo, b: TensorInfo): TensorInfo;
  neg(x: TensorInfo): TensorInfo;
  /** 1 above 0, alpha (default 0) elsewhere. */
  step(x: TensorInfo, alpha?: number): TensorInfo;
  /** Creates an operation from a function of the inputs and, last, of a function that saves tensors for `gradFunc`. */
  customGrad<Inputs extends TensorInfo[]>(
    run: (...args: [...inputs: Inputs, save: Save]) => Differentiated,
  ): (...inputs: Inputs) => TensorInfo;
  engine(): KernelRunner;
}

/** Runs kernels of the backend in use. */
export interface KernelRunner {
  runKernel(kernelName: string, inputs: Record<string, TensorInfo>, attrs: Record<string, number>): TensorInfo;
}

/** A result, and its gradients. */
export interface Differentiated {
  value: TensorInfo;
  /** The gradient of each input, from that of the result and the saved tensors. */
  gradFunc: (dy: TensorInfo, saved: TensorInfo[]) => TensorInfo | TensorInfo[];
}

/** Keeps tensors for the gradient. */
export type Save = (tensors: TensorInfo[]) => void;

/** The backend in use, and the kernels and gradients of all backends. */
export interface KernelRegistry {
  getBackend(): string;
  /** Starts a backend if there is none. */
  backend(): object;
  getKernel(kernelName: string, backendName: string): KernelConfig | undefined;
  registerKernel(kernel: KernelConfig): void;
  unregisterKernel(kernelName: string, backendName: string): void;
  getGradient(kernelName: string): GradientConfig | undefined;
  registerGradient(gradient: GradientConfig): void;
  unregisterGradient(kernelName: string): void;
  env(): Flags;
}

/** The gradient of the kernels of one name, on every backend. */
export interface GradientConfig {
  kernelName: string;
  /** The inputs that are passed to `gradFunc`. */
  inputsToSave: string[];
  /**
   * For each input a function that returns its gradient, from that of the result, the saved inputs and the attributes.
   */
  gradFunc(dy: TensorInfo, saved: TensorInfo[], attrs: Record<string, number>): Record<string, () => TensorInfo>;
}

export interface Flags {
  getBool(name: string): boolean;
}

/** The kernel of one operation on one backend. */
export interface KernelConfig {
  /** Such as `"Elu"`. */
  kernelName: string;
  /** Such as `"cpu"`. */
  backendName: string;
  kernelFunc(params: KernelParams): unknown;
}

export interface KernelParams {
  readonly inputs: Readonly<Record<string, TensorInfo | undefined>>;
  readonly attrs?: Readonly<Record<string, unknown>>;
  readonly backend: object;
}

/** The layers that models are made of, and the classes that files of models name. */
export interface LayerRegistry {
  readonly layers: {
    readonly Layer: Class<[args: object], Layer>;
    elu(args?: object): unknown;
  };
  readonly serialization: {
    /** All classes that files can name, each with the function that creates an instance from a configuration. */
    readonly SerializationMap: { getMap(): ClassNames };
    /** Puts a class into the map under its `className`. */
    registerClass(layerClass: unknown): unknown;
  };
}

/** Classes by their names in files. */
export interface ClassNames {
  classNameMap: Record<string, readonly [unknown, unknown]>;
}
