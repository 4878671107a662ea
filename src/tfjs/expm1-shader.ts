/**
 * e^x - 1 for x < 0 on a GPU. Next to 0 the difference loses the digits of x, so that from -0.35 up the package's
 * polynomial takes its place; below, the device's e^x is near enough: 4.9 ULP at most on SwiftShader.
 */
import { Q0, Q1, Q2, Q3, Q4 } from "../core/constants.js";
import type { Placement } from "./registry.js";

/**
 * From here up it is e^r - 1 with r = x. The polynomial is for |r| up to ln 2 / 2, and hardly worse a little beyond.
 */
export const POLYNOMIAL_FROM = -0.35;

/** e^r - 1, of a variable r: the same in GLSL and WGSL. */
export const POLYNOMIAL = `r + r * r * (${Q0} + r * (${Q1} + r * (${Q2} + r * (${Q3} + r * ${Q4}))))`;

/** The placement of kernels that are shaders. */
export const inShader = (): Placement => ({ kernels: "shader", reason: undefined });
