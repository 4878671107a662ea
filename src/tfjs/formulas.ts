/** The formulas that the adapter registers kernels for. The package's functions compute them, or shaders on GPUs. */
import type { EluFunctions } from "../core/api.js";
import { SELU_SCALE, SELU_SCALED_ALPHA } from "../core/constants.js";
import { elu, eluBackward, selu } from "../index.js";
import type { TensorInfo } from "./registration.js";
import type { KernelEntry, Placement } from "./registry.js";
import type { KernelConfig, KernelParams } from "./tensorflow.js";

/** ELU of the input `x`, with the attribute `alpha`. TensorFlow.js has no kernel by this name. */
export const ELU_ALPHA = "EluAlpha";

/** `dy` times the gradient of {@link ELU_ALPHA} at its input `x`, with the attribute `alpha`. */
export const ELU_ALPHA_GRAD = "EluAlphaGrad";

/** The functions of the package that compute formulas. */
export type Functions = Pick<EluFunctions, "elu" | "eluBackward" | "selu">;

export const PACKAGE_FUNCTIONS: Functions = { elu, eluBackward, selu };

export interface Formula {
  /** Its inputs, tensors of one shape. */
  readonly inputs: readonly string[];
  /** The factor of e^x - 1. Default: the attribute `alpha`. */
  readonly alpha?: number;
  /** The factor of positive inputs. */
  readonly scale: number;
  /**
   * Computes the formula by functions of the package, into `out` or a new array. `input` and `saved` are the floats of
   * the inputs; a forward ignores `saved`.
   */
  readonly run: (
    by: Functions,
    input: Float32Array,
    saved: Float32Array,
    alpha: number,
    out?: Float32Array,
  ) => Float32Array;
}

/** The formulas, by the names of their kernels in TensorFlow.js. */
export const FORMULAS = {
  [ELU_ALPHA]: { inputs: ["x"], scale: 1, run: (by, x, _, alpha, out) => by.elu(x, { alpha, out }) },
  [ELU_ALPHA_GRAD]: {
    inputs: ["dy", "x"],
    scale: 1,
    run: (by, dy, x, alpha, out) => by.eluBackward(dy, x, { alpha, out }),
  },
  Elu: { inputs: ["x"], alpha: 1, scale: 1, run: (by, x, _saved, _alpha, out) => by.elu(x, { out }) },
  EluGrad: {
    inputs: ["dy", "y"],
    alpha: 1,
    scale: 1,
    run: (by, dy, y, _, out) => by.eluBackward(dy, y, { from: "output", out }),
  },
  Selu: {
    inputs: ["x"],
    alpha: SELU_SCALED_ALPHA,
    scale: SELU_SCALE,
    run: (by, x, _saved, _alpha, out) => by.selu(x, { out }),
  },
} satisfies Record<string, Formula>;

/** Computes a formula on a backend. */
export type Compute = (formula: Formula, tensors: TensorInfo[], alpha: number, backend: object) => TensorInfo;

/**
 * The entry of one formula for a backend's registry. The kernel that it replaces still computes other dtypes, and all
 * calls if `defers` returns true.
 */
export function entryFor(
  backendName: string,
  kernelName: keyof typeof FORMULAS,
  compute: Compute,
  describe: (backend: object) => Placement,
  defers = (_backend: object) => false,
): KernelEntry {
  const formula: Formula = FORMULAS[kernelName];
  const create = (original: KernelConfig | undefined) => (params: KernelParams) => {
    const { attrs, backend } = params;
    const tensors = formula.inputs.map((name) => params.inputs[name] as TensorInfo);
    if (original && (!tensors.every(isFloat32) || defers(backend))) return original.kernelFunc(params);
    return compute(formula, tensors, formula.alpha ?? (attrs?.alpha as number), backend);
  };
  return { kernelName, backendName, replaces: formula.alpha !== undefined, create, describe };
}

/** Whether a tensor is float32. The backend's own kernels compute other dtypes, or refuse them. */
export function isFloat32({ dtype }: TensorInfo): boolean {
  return dtype === "float32";
}

/** The number of elements of a tensor. */
export function sizeOf({ shape }: TensorInfo): number {
  let size = 1;
  for (const length of shape) size *= length;
  return size;
}
