/**
 * e^x - 1 for x < 0 on a GPU, whose e^x has an error of a few ULP and more: from -1.04 up by the package's polynomial, with
 * none of it. x is r or r - ln 2 there, with |r| at most ln 2 / 2, and e^x - 1 is p or p / 2 - 1 / 2, where p = e^r - 1.
 */
import { MINUS_LN_2, Q0, Q1, Q2, Q3, Q4 } from "../constants.js";

export const LN_2_HALVES = -MINUS_LN_2 / 2;

/** p, of a variable r: the same in GLSL and WGSL. */
export const POLYNOMIAL = `r + r * r * (${Q0} + r * (${Q1} + r * (${Q2} + r * (${Q3} + r * ${Q4}))))`;
