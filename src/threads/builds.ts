/** The builds that a pool chooses from, the fastest first. */
import { JS, JS_RELAXED, WASM_RELAXED_SIMD, WASM_SIMD } from "../core/builds.js";
import type { JsBuild, WasmBuild } from "../core/kernels.js";

export function buildsFor(relaxed: boolean): readonly WasmBuild[] {
  return relaxed ? [WASM_RELAXED_SIMD, WASM_SIMD] : [WASM_SIMD];
}

/** JavaScript for engines that run none of them. */
export function fallback(relaxed: boolean): JsBuild {
  return relaxed ? JS_RELAXED : JS;
}
