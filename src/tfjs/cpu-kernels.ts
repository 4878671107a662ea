/**
 * Kernels for TensorFlow.js' cpu backend: ELU with any alpha and its gradient, and replacements for the backend's own
 * Elu, EluGrad and Selu, and for the ELU inside its fused kernels.
 */
import { isFloat32Array } from "../core/float32-array.js";
import { elu } from "../index.js";
import { type Compute, entryFor, FORMULAS, isFloat32, PACKAGE_FUNCTIONS } from "./formulas.js";
import type { TensorInfo } from "./registration.js";
import type { KernelEntry, Placement } from "./registry.js";
import type { KernelConfig, KernelParams } from "./tensorflow.js";

const CPU = "cpu";

/** Dense and convolutional layers run these with `activation: "elu"`, unless TensorFlow.js records a gradient. */
const FUSED = ["_FusedMatMul", "FusedConv2D", "FusedDepthwiseConv2D"];

const describe = (): Placement => ({ kernels: "copying", reason: undefined });

const compute: Compute = ({ run }, tensors, alpha, givenBackend) => {
  const backend = givenBackend as CpuBackend;
  const arrays = tensors.map((tensor) => floatsOf(backend, tensor));
  return backend.makeTensorInfo(tensors[0].shape, "float32", run(PACKAGE_FUNCTIONS, arrays[0], arrays[1], alpha));
};

export const CPU_KERNELS: readonly KernelEntry[] = [
  ...(Object.keys(FORMULAS) as (keyof typeof FORMULAS)[]).map((name) => entryFor(CPU, name, compute, describe)),
  ...FUSED.map(fused),
];

/** Runs the fused kernel without an activation, then ELU in place: the result is new memory with no other user. */
function fused(kernelName: string): KernelEntry {
  const create = (original: KernelConfig | undefined) => (params: KernelParams) => {
    const { attrs } = params;
    const backend = params.backend as CpuBackend;
    const areFloat32 = Object.values(params.inputs).every((input) => !input || isFloat32(input));
    if (attrs?.activation !== "elu" || !areFloat32) return original?.kernelFunc(params);
    const result = original?.kernelFunc({ ...params, attrs: { ...attrs, activation: "linear" } }) as TensorInfo;
    const floats = floatsOf(backend, result);
    elu(floats, { out: floats });
    return result;
  };
  return { kernelName, backendName: CPU, replaces: true, create, describe };
}

/** The members of the backend that its kernels use. `get` moves data here from another backend. */
interface CpuBackend {
  readonly data: { get(dataId: object): { values: ArrayLike<number> } };
  makeTensorInfo(shape: readonly number[], dtype: string, values: Float32Array): TensorInfo;
}

/**
 * The backend casts int32 and bool to float32 in name only: the numbers stay in an array of the old type. A
 * TensorFlow.js of another realm has arrays of that realm.
 */
function floatsOf(backend: CpuBackend, { dataId }: TensorInfo): Float32Array {
  const { values } = backend.data.get(dataId);
  return isFloat32Array(values) ? values : Float32Array.from(values);
}
