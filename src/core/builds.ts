/** The builds of the WebAssembly module, and the kernels in JavaScript. */

import { eluExactWasm } from "../generated/elu-exact-wasm.js";
import { eluRelaxedWasm } from "../generated/elu-relaxed-wasm.js";
import { eluWasm } from "../generated/elu-wasm.js";
import { EXACT_ANSWERS, FLOAT32_ANSWERS } from "../generated/known-answers.js";
import { createJsKernels } from "./js-kernels.js";
import { createJsRelaxedKernels } from "./js-relaxed-kernels.js";
import { EXACT_CONSTANTS, FLOAT32_CONSTANTS } from "./kernel-imports.js";
import type { JsBuild, WasmBuild } from "./kernels.js";
import { checkBits, checkNearness } from "./known-answers.js";

export const WASM_SIMD: WasmBuild = {
  name: "wasm-simd",
  wasm: eluWasm,
  constants: FLOAT32_CONSTANTS,
  check: (instance) => checkBits(instance, FLOAT32_ANSWERS),
};

export const WASM_EXACT_SIMD: WasmBuild = {
  name: "wasm-exact-simd",
  wasm: eluExactWasm,
  constants: EXACT_CONSTANTS,
  check: (instance) => checkBits(instance, EXACT_ANSWERS),
};

/** Engines may fuse multiply-adds, which changes last bits. */
export const WASM_RELAXED_SIMD: WasmBuild = {
  name: "wasm-relaxed-simd",
  wasm: eluRelaxedWasm,
  constants: FLOAT32_CONSTANTS,
  check: checkNearness,
};

/** Computes the same bits as {@link WASM_EXACT_SIMD}. */
export const JS: JsBuild = { name: "js", createKernels: createJsKernels };

export const JS_RELAXED: JsBuild = { name: "js-relaxed", createKernels: createJsRelaxedKernels };
