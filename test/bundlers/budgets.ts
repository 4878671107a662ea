/**
 * Limits for the bytes that each entry point adds to a page, minified and compressed with Brotli, and a program that
 * uses one function. Every entry point that `package.json` exports needs a budget: add new ones here.
 */
export interface Budget {
  readonly entryPoint: string;
  readonly program: string;
  readonly prints: string;
  /** Limit for the program in bytes. The bundlers' results differ by at most 200 bytes. */
  readonly one: number;
  /** Limit for all functions in bytes. */
  readonly all: number;
}

const RESULTS = "-9.99999993922529e-9 2";

const computes = (entryPoint: string) => ({
  entryPoint,
  program: `import { elu } from "${entryPoint}"; console.log(elu(Float32Array.of(-1e-8, 2)).join(" "));`,
  prints: RESULTS,
});

export const budgets: readonly Budget[] = [
  { ...computes("elu-simd"), one: 6550, all: 8100 },
  { ...computes("elu-simd/relaxed"), one: 7300, all: 8900 },
  { ...computes("elu-simd/exact"), one: 6550, all: 8100 },
  {
    entryPoint: "elu-simd/threads",
    program: `import { createPool } from "elu-simd/threads";
      createPool({ threads: 2 }).then((pool) => pool.elu(Float32Array.of(-1e-8, 2))).then((y) => console.log(y.join(" ")));`,
    prints: RESULTS,
    one: 15500,
    all: 15600,
  },
  {
    entryPoint: "elu-simd/tfjs",
    program: `import { registerElu } from "elu-simd/tfjs";
      try { registerElu({}); } catch (error) { console.log(error.name); }`,
    prints: "TypeError",
    one: 11650,
    all: 11700,
  },
];
