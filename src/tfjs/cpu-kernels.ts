/**
 * Kernels for TensorFlow.js' cpu backend: ELU with any alpha and its gradient, and what replaces the backend's own Elu,
 * EluGrad and Selu, and the ELU inside its fused kernels.
 */
import { elu, eluBackward, selu } from "../index.js";
import type { Kernel, KernelParams, KernelRegistry, TensorInfo } from "./tensorflow.js";

const CPU = "cpu";

/** ELU of the input `x`, with the attribute `alpha`. TensorFlow.js has no kernel by this name. */
export const ELU_ALPHA = "EluAlpha";

/** `dy` times the gradient of {@link ELU_ALPHA} at its input `x`, with the attribute `alpha`. */
export const ELU_ALPHA_GRAD = "EluAlphaGrad";

type Compute = (params: KernelParams) => TensorInfo;

const ADDED: Readonly<Record<string, Compute>> = {
  [ELU_ALPHA]: compute(["x"], ([x], alpha) => elu(x, { alpha })),
  [ELU_ALPHA_GRAD]: compute(["dy", "x"], ([dy, x], alpha) => eluBackward(dy, x, { alpha })),
};

const REPLACED: Readonly<Record<string, Compute>> = {
  Elu: compute(["x"], ([x]) => elu(x)),
  EluGrad: compute(["dy", "y"], ([dy, y]) => eluBackward(dy, y, { from: "output" })),
  Selu: compute(["x"], ([x]) => selu(x)),
};

/** With the attribute `activation: "elu"`, what dense and convolutional layers run unless a gradient is recorded. */
const FUSED = ["_FusedMatMul", "FusedConv2D", "FusedDepthwiseConv2D"];

/** Puts the kernels into the registry. What is not there, because the cpu backend is not imported, is not replaced. */
export function registerCpuKernels(tf: KernelRegistry): () => void {
  const undo: (() => void)[] = [];
  const put = (kernelName: string, kernelFunc: Kernel["kernelFunc"], original?: Kernel) => {
    const kernel = { ...original, kernelName, backendName: CPU, kernelFunc };
    if (original) tf.unregisterKernel(kernelName, CPU); // or registering would warn
    tf.registerKernel(kernel);
    undo.push(() => {
      if (tf.getKernel(kernelName, CPU) !== kernel) return; // someone else has replaced it since
      tf.unregisterKernel(kernelName, CPU);
      if (original) tf.registerKernel(original);
    });
  };

  for (const [name, run] of Object.entries(ADDED)) put(name, run);
  for (const [name, run] of Object.entries(REPLACED)) {
    const original = tf.getKernel(name, CPU);
    if (original) put(name, (params) => (isFloat32(params) ? run(params) : original.kernelFunc(params)), original);
  }
  for (const name of FUSED) {
    const original = tf.getKernel(name, CPU);
    if (original) put(name, (params) => runFused(original, params), original);
  }
  return () => {
    for (const one of undo) one();
  };
}

/** The kernel that gives the tensors of these names, as arrays, to `run`. All are of the first one's shape. */
function compute(names: string[], run: (arrays: Float32Array[], alpha: number) => Float32Array): Compute {
  return ({ inputs, attrs, backend }) => {
    const tensors = names.map((name) => inputs[name] as TensorInfo);
    const arrays = tensors.map((tensor) => floatsOf(backend as CpuBackend, tensor));
    const result = run(arrays, attrs?.alpha as number);
    return (backend as CpuBackend).makeTensorInfo(tensors[0].shape, "float32", result);
  };
}

/** The fused kernel without an activation, and ELU in place: its result is new memory that nobody else has seen. */
function runFused(original: Kernel, params: KernelParams): unknown {
  const { attrs, backend } = params;
  if (attrs?.activation !== "elu" || !isFloat32(params)) return original.kernelFunc(params);
  const result = original.kernelFunc({ ...params, attrs: { ...attrs, activation: "linear" } }) as TensorInfo;
  const floats = floatsOf(backend as CpuBackend, result);
  elu(floats, { out: floats });
  return result;
}

/** Of any other dtype the result is not float32 either, or there is none: that is left to the backend. */
function isFloat32({ inputs }: KernelParams): boolean {
  return Object.values(inputs).every((input) => !input || input.dtype === "float32");
}

/** Of the backend's methods those that its own kernels use. Data of another backend is moved here by `get`. */
interface CpuBackend {
  readonly data: { get(dataId: object): { values: ArrayLike<number> } };
  makeTensorInfo(shape: readonly number[], dtype: string, values: Float32Array): TensorInfo;
}

/** The backend casts int32 and bool to float32 by name only: the numbers stay in an array of their old type. */
function floatsOf(backend: CpuBackend, { dataId }: TensorInfo): Float32Array {
  const { values } = backend.data.get(dataId);
  return values instanceof Float32Array ? values : Float32Array.from(values);
}
