/** The kernels of a pool: the builds of the module, the fastest first, and JavaScript for engines that run none. */
import { JS, JS_RELAXED, WASM_EXACT_SIMD, WASM_RELAXED_SIMD, WASM_SIMD } from "../core/builds.js";
import type { JsBuild, WasmBuild } from "../core/kernels.js";

export interface Arithmetic {
  readonly builds: readonly WasmBuild[];
  readonly fallback: JsBuild;
}

/** As `elu-simd`. */
export const DEFAULT: Arithmetic = { builds: [WASM_SIMD], fallback: JS };

/** As `elu-simd/relaxed`. */
export const RELAXED: Arithmetic = { builds: [WASM_RELAXED_SIMD, WASM_SIMD], fallback: JS_RELAXED };

/** As `elu-simd/exact`. */
export const EXACT: Arithmetic = { builds: [WASM_EXACT_SIMD], fallback: JS };
