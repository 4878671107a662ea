/** The builds of the module that a pool chooses from, the fastest first. */
import { JS } from "../core/backend.js";
import { JS_RELAXED } from "../core/js-relaxed-kernels.js";
import type { JsBuild, WasmBuild } from "../core/kernels.js";
import { eluRelaxedWasm } from "../generated/elu-relaxed-wasm.js";
import { eluWasm } from "../generated/elu-wasm.js";

export function buildsFor(relaxed: boolean): readonly WasmBuild[] {
  const deterministic: WasmBuild = { name: "wasm-simd", wasm: eluWasm };
  return relaxed ? [{ name: "wasm-relaxed-simd", wasm: eluRelaxedWasm }, deterministic] : [deterministic];
}

/** JavaScript for engines that run none of them. */
export function fallback(relaxed: boolean): JsBuild {
  return relaxed ? JS_RELAXED : JS;
}
