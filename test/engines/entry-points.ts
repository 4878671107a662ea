/** The entry points with functions, and their backends, the fastest first. Add a new entry point here. */

import type { BackendName, CreateEluOptions, Elu } from "elu-simd";
import * as eluSimd from "elu-simd";
import * as exact from "elu-simd/exact";
import * as relaxed from "elu-simd/relaxed";

export interface EntryPoint {
  readonly name: string;
  readonly functions: Elu & { createElu(options?: CreateEluOptions): Elu };
  readonly backends: readonly BackendName[];
}

export const entryPoints: readonly EntryPoint[] = [
  { name: "elu-simd", functions: eluSimd, backends: ["wasm-simd", "js"] },
  { name: "elu-simd/exact", functions: exact, backends: ["wasm-exact-simd", "js"] },
  { name: "elu-simd/relaxed", functions: relaxed, backends: ["wasm-relaxed-simd", "wasm-simd", "js-relaxed", "js"] },
];
