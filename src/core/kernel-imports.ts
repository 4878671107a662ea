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
} from "./constants.js";

/**
 * Where the constants are imported from. The name changes with the kernels, so that it tells a module of this version from
 * one of another, which might be instantiated as well, and answer otherwise.
 */
const CONSTANTS = "v3";

/** Whether a module is one of the package's, of this version. */
export function isOfThisVersion(module: WebAssembly.Module): boolean {
  return WebAssembly.Module.imports(module).some((one) => one.module === CONSTANTS);
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
  };
}
