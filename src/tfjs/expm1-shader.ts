/**
 * The list of a GPU's kernels, and their e^x - 1 for x < 0. Near 0 the difference loses the digits of x, so the
 * package's polynomial replaces it from -0.35 up. Below, the device's e^x is accurate enough: at most 4.9 ULP on
 * SwiftShader.
 */
import { Q0, Q1, Q2, Q3, Q4 } from "../core/constants.js";
import { type Compute, ELU_ALPHA, ELU_ALPHA_GRAD, entryFor } from "./formulas.js";
import type { KernelEntry, Placement } from "./registry.js";

/**
 * From this x up, e^x - 1 is the polynomial at r = x. It is fitted to |r| up to ln 2 / 2, and hardly worse just beyond.
 */
export const POLYNOMIAL_FROM = -0.35;

/** e^r - 1 of a variable r, in GLSL and WGSL alike. */
export const POLYNOMIAL = `r + r * r * (${Q0} + r * (${Q1} + r * (${Q2} + r * (${Q3} + r * ${Q4}))))`;

const inShader = (): Placement => ({ kernels: "shader", reason: undefined });

/** Two programs: `forward` computes ELU with any alpha, and so tf.elu and tf.selu; `backward` computes its gradient. */
export const shaderKernels = (backendName: string, forward: Compute, backward: Compute): readonly KernelEntry[] => [
  entryFor(backendName, ELU_ALPHA, forward, inShader),
  entryFor(backendName, ELU_ALPHA_GRAD, backward, inShader),
  entryFor(backendName, "Elu", forward, inShader),
  entryFor(backendName, "Selu", forward, inShader),
];
