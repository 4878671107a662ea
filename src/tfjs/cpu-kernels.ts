/**
 * Kernels for TensorFlow.js' cpu backend: ELU with any alpha and its gradient, and what replaces the backend's own Elu,
 * EluGrad and Selu, and the ELU inside its fused kernels.
 */
import { isFloat32Array } from "../core/float32-array.js";
import { elu } from "../index.js";
import { ELU_ALPHA, ELU_ALPHA_GRAD, type EluKernel, isFloat32, kernelFor } from "./kernels.js";
import type { NewKernel } from "./registry.js";
import type { Kernel, KernelParams, TensorInfo } from "./tensorflow.js";

const CPU = "cpu";

/** With the attribute `activation: "elu"`, what dense and convolutional layers run unless a gradient is recorded. */
const FUSED = ["_FusedMatMul", "FusedConv2D", "FusedDepthwiseConv2D"];

export const CPU_KERNELS: readonly NewKernel[] = [
  kernelFor(CPU, ELU_ALPHA, compute),
  kernelFor(CPU, ELU_ALPHA_GRAD, compute),
  kernelFor(CPU, "Elu", compute),
  kernelFor(CPU, "EluGrad", compute),
  kernelFor(CPU, "Selu", compute),
  ...FUSED.map(fused),
];

function compute({ run }: EluKernel, tensors: TensorInfo[], alpha: number, givenBackend: object): TensorInfo {
  const backend = givenBackend as CpuBackend;
  const arrays = tensors.map((tensor) => floatsOf(backend, tensor));
  return backend.makeTensorInfo(tensors[0].shape, "float32", run(arrays, alpha));
}

/** The fused kernel without an activation, and ELU in place: its result is new memory that nobody else has seen. */
function fused(kernelName: string): NewKernel {
  const create = (original: Kernel | undefined) => (params: KernelParams) => {
    const { attrs } = params;
    const backend = params.backend as CpuBackend;
    const areFloat32 = Object.values(params.inputs).every((input) => !input || isFloat32(input));
    if (attrs?.activation !== "elu" || !areFloat32) return original?.kernelFunc(params);
    const result = original?.kernelFunc({ ...params, attrs: { ...attrs, activation: "linear" } }) as TensorInfo;
    const floats = floatsOf(backend, result);
    elu(floats, { out: floats });
    return result;
  };
  return { kernelName, backendName: CPU, replaces: true, create };
}

/** Of the backend's methods those that its own kernels use. Data of another backend is moved here by `get`. */
interface CpuBackend {
  readonly data: { get(dataId: object): { values: ArrayLike<number> } };
  makeTensorInfo(shape: readonly number[], dtype: string, values: Float32Array): TensorInfo;
}

/**
 * The backend casts int32 and bool to float32 by name only: the numbers stay in an array of their old type. An array may
 * be of another realm, where TensorFlow.js is of one.
 */
function floatsOf(backend: CpuBackend, { dataId }: TensorInfo): Float32Array {
  const { values } = backend.data.get(dataId);
  return isFloat32Array(values) ? values : Float32Array.from(values);
}
