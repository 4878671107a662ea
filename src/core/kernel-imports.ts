/** The imports of a WebAssembly module: its memory and its constants. */
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
 * The constants of a module, under the namespace from which it imports them. The namespace changes with the kernels, so
 * that a module of another version, whose results differ, is refused.
 */
export type Constants = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** The constants of the float32 modules: assembly/v3.ts. */
export const FLOAT32_CONSTANTS: Constants = {
  v3: {
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

/** The constants of the exact module: assembly/exact1.ts. */
export const EXACT_CONSTANTS: Constants = {
  exact1: {
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

/** Whether a module imports from the namespace of these constants. */
export function importsConstants(module: WebAssembly.Module, constants: Constants): boolean {
  return WebAssembly.Module.imports(module).some(({ module: namespace }) => namespace in constants);
}

/** The import object for a module over `memory`. */
export function kernelImports(memory: WebAssembly.Memory, constants: Constants): WebAssembly.Imports {
  return { env: { memory }, ...constants };
}
