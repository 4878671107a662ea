/**
 * How much each entry point may add to a page, minified and compressed with Brotli, and a program that uses one function
 * of it. A new entry point is added here; every one that `package.json` exports has to be.
 */
export interface Budget {
  readonly entryPoint: string;
  readonly program: string;
  readonly prints: string;
  /** Bytes for the program; the bundlers are within 200 bytes of each other. */
  readonly one: number;
  /** Bytes for all functions. */
  readonly all: number;
}

export const budgets: readonly Budget[] = [
  {
    entryPoint: "elu-simd",
    program: 'import { elu } from "elu-simd"; console.log(elu(Float32Array.of(-1e-8, 2)).join(" "));',
    prints: "-9.99999993922529e-9 2",
    one: 6550,
    all: 8100,
  },
  {
    entryPoint: "elu-simd/relaxed",
    program: 'import { elu } from "elu-simd/relaxed"; console.log(elu(Float32Array.of(-1e-8, 2)).join(" "));',
    prints: "-9.99999993922529e-9 2",
    one: 7300,
    all: 8900,
  },
  {
    entryPoint: "elu-simd/exact",
    program: 'import { elu } from "elu-simd/exact"; console.log(elu(Float32Array.of(-1e-8, 2)).join(" "));',
    prints: "-9.99999993922529e-9 2",
    one: 6550,
    all: 8100,
  },
  {
    entryPoint: "elu-simd/threads",
    program: `import { createPool } from "elu-simd/threads";
      createPool({ threads: 2 }).then((pool) => pool.elu(Float32Array.of(-1e-8, 2))).then((y) => console.log(y.join(" ")));`,
    prints: "-9.99999993922529e-9 2",
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
