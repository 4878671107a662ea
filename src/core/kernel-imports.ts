/** What the WebAssembly module imports: the memory that it works on, and its constants (assembly/v3.ts). */
import {
  EXPONENT_MAGIC,
  LINEAR_FROM,
  LOG2_E,
  MINUS_LN_2,
  MINUS_LN_2_HIGH,
  MINUS_LN_2_LOW,
  Q0,
  Q1,
  Q2,
  Q3,
  Q4,
  SATURATION,
  SELU_SCALED_ALPHA,
} from "./constants.js";
import * as exact from "./exact-constants.js";

/**
 * Where the constants are imported from. The name changes with the kernels, so that it tells a module of this version from
 * one of another, which might be instantiated as well, and answer otherwise.
 */
const CONSTANTS = "v3";

/** The same for the exact kernels (assembly/exact1.ts), whose bits no other build has. */
const EXACT_CONSTANTS = "exact1";

/** Whether a module is one of the package's, of this version, and exact or not as wanted. */
export function isOfThisVersion(module: WebAssembly.Module, isExact: boolean): boolean {
  const wanted = isExact ? EXACT_CONSTANTS : CONSTANTS;
  return WebAssembly.Module.imports(module).some((one) => one.module === wanted);
}

/** The import object for a module of the package, or of its baselines, over `memory`. */
export function kernelImports(memory: WebAssembly.Memory): WebAssembly.Imports {
  return {
    env: { memory },
    [CONSTANTS]: {
      a: LOG2_E,
      b: EXPONENT_MAGIC,
      c: MINUS_LN_2,
      d: MINUS_LN_2_HIGH,
      e: MINUS_LN_2_LOW,
      f: SATURATION,
      g: LINEAR_FROM,
      h: Q0,
      i: Q1,
      j: Q2,
      k: Q3,
      l: Q4,
    },
    [EXACT_CONSTANTS]: {
      a: exact.LOG2_E,
      b: exact.EXPONENT_MAGIC,
      c: exact.MINUS_LN_2_HIGH,
      d: exact.MINUS_LN_2_LOW,
      e: exact.SATURATION,
      f: exact.UNDERFLOW,
      g: exact.Q0,
      h: exact.Q1,
      i: exact.Q2,
      j: exact.Q3,
      k: exact.Q4,
      l: exact.Q5,
      m: exact.Q6,
      n: exact.Q7,
      o: exact.Q8,
      p: exact.Q9,
      q: SELU_SCALED_ALPHA,
      r: exact.SELU_SCALED_ALPHA_LOW,
    },
  };
}
