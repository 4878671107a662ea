/** What the peers should give, in float64. */
import { ELU, SELU } from "../../build/proof/reference/family.js";

/** @type {Record<import("./process.mjs").FunctionName, (x: number) => number>} */
export const EXACT = {
  elu: (x) => ELU.value(x, 1),
  eluGradient: (x) => ELU.gradient(x, 1),
  selu: (x) => SELU.value(x, 1),
  seluGradient: (x) => SELU.gradient(x, 1),
};
