/** The kernels of the adapter: what each computes, in the package's functions. How, is up to each backend. */
import { SELU_SCALE, SELU_SCALED_ALPHA } from "../core/constants.js";
import type { KernelName } from "../core/kernels.js";
import { elu, eluBackward, selu } from "../index.js";
import type { NewKernel } from "./registry.js";
import type { Kernel, KernelParams, TensorInfo } from "./tensorflow.js";

/** ELU of the input `x`, with the attribute `alpha`. TensorFlow.js has no kernel by this name. */
export const ELU_ALPHA = "EluAlpha";

/** `dy` times the gradient of {@link ELU_ALPHA} at its input `x`, with the attribute `alpha`. */
export const ELU_ALPHA_GRAD = "EluAlphaGrad";

export interface EluKernel {
  /** Its inputs, tensors of one shape. */
  readonly inputs: readonly string[];
  /** The package's kernel, and what it takes besides (../kernels.ts). */
  readonly kernel: KernelName;
  /** Where it is not the attribute. */
  readonly alpha?: number;
  readonly scale: number;
  /** The same by a function of the package, to a new array unless there is an `out`. */
  readonly run: (arrays: readonly Float32Array[], alpha: number, out?: Float32Array) => Float32Array;
}

/** By their names in TensorFlow.js. */
export const KERNELS = {
  [ELU_ALPHA]: { inputs: ["x"], kernel: "forward", scale: 1, run: ([x], alpha, out) => elu(x, { alpha, out }) },
  [ELU_ALPHA_GRAD]: {
    inputs: ["dy", "x"],
    kernel: "backwardFromInput",
    scale: 1,
    run: ([dy, x], alpha, out) => eluBackward(dy, x, { alpha, out }),
  },
  Elu: { inputs: ["x"], kernel: "forward", alpha: 1, scale: 1, run: ([x], _, out) => elu(x, { out }) },
  EluGrad: {
    inputs: ["dy", "y"],
    kernel: "backwardFromOutput",
    alpha: 1,
    scale: 1,
    run: ([dy, y], _, out) => eluBackward(dy, y, { from: "output", out }),
  },
  Selu: {
    inputs: ["x"],
    kernel: "forward",
    alpha: SELU_SCALED_ALPHA,
    scale: SELU_SCALE,
    run: ([x], _, out) => selu(x, { out }),
  },
} satisfies Record<string, EluKernel>;

/** How a backend computes one of them. */
export type Compute = (kernel: EluKernel, tensors: TensorInfo[], alpha: number, backend: object) => TensorInfo;

/** One of them for a backend's registry. What it replaces goes on with other dtypes, and where `defers` says so. */
export function kernelFor(
  backendName: string,
  kernelName: keyof typeof KERNELS,
  compute: Compute,
  defers = (_backend: object) => false,
): NewKernel {
  const kernel: EluKernel = KERNELS[kernelName];
  const create = (original: Kernel | undefined) => (params: KernelParams) => {
    const { attrs, backend } = params;
    const tensors = kernel.inputs.map((name) => params.inputs[name] as TensorInfo);
    if (original && (!tensors.every(isFloat32) || defers(backend))) return original.kernelFunc(params);
    return compute(kernel, tensors, kernel.alpha ?? (attrs?.alpha as number), backend);
  };
  return { kernelName, backendName, replaces: kernel.alpha !== undefined, create };
}

/** Of any other dtype the result is not float32 either, or there is none: that is left to the backend. */
export function isFloat32({ dtype }: TensorInfo): boolean {
  return dtype === "float32";
}

/** How many numbers a tensor has. */
export function lengthOf({ shape }: TensorInfo): number {
  let length = 1;
  for (const size of shape) length *= size;
  return length;
}
