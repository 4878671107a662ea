/**
 * src/constants.ts as built. The package does not export it, and a relative path cannot lead to it both from here and
 * from build/: hence the way over the package's entry beside it.
 */
type Constants = typeof import("../src/constants.js");

const url = new URL("constants.js", import.meta.resolve("elu-simd"));
export const { EXPONENT_MAGIC, LN_2, LOG2_E, Q0, Q1, Q2, Q3, Q4, SATURATION }: Constants = await import(url.href);
