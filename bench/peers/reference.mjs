/** What the peers should give, in float64, and how far they are from it: what the tests of the package compare with. */
import { ELU, SELU } from "../../build/reference/family.js";

export { normal } from "../../build/reference/random.js";
export { ulpError } from "../../build/reference/ulp.js";

/** @type {Record<import("./process.mjs").FunctionName, (x: number) => number>} */
export const EXACT = {
  elu: (x) => ELU.value(x, 1),
  eluGradient: (x) => ELU.gradient(x, 1),
  selu: (x) => SELU.value(x),
  seluGradient: (x) => SELU.gradient(x),
};
