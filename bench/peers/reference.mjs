/**
 * What the tests and benches of the package have already: what the peers should give, in float64, how far they are from
 * it, medians, and the machine.
 */
import { ELU, SELU } from "../../build/reference/family.js";

export { describeMachine, machineLine } from "../../build/bench/machine.js";
export { median } from "../../build/bench/median.js";
export { normal } from "../../build/reference/random.js";
export { ulpError } from "../../build/reference/ulp.js";

/** @type {Record<import("./process.mjs").FunctionName, (x: number) => number>} */
export const EXACT = {
  elu: (x) => ELU.value(x, 1),
  eluGradient: (x) => ELU.gradient(x, 1),
  selu: (x) => SELU.value(x),
  seluGradient: (x) => SELU.gradient(x),
};
