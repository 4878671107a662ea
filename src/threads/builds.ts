/** The builds of the module that a pool chooses from, the fastest first: over a shared memory, and for a thread alone. */
import { TWIN } from "../core/backend.js";
import { JS_RELAXED } from "../core/js-relaxed-kernels.js";
import type { JsBuild, WasmBuild } from "../core/kernels.js";
import { eluRelaxedSharedWasm } from "../generated/elu-relaxed-shared-wasm.js";
import { eluRelaxedWasm } from "../generated/elu-relaxed-wasm.js";
import { eluSharedWasm } from "../generated/elu-shared-wasm.js";
import { eluWasm } from "../generated/elu-wasm.js";

export function sharedBuilds(relaxed: boolean): readonly WasmBuild[] {
  const deterministic: WasmBuild = { name: "wasm-simd", wasm: eluSharedWasm };
  return relaxed ? [{ name: "wasm-relaxed-simd", wasm: eluRelaxedSharedWasm }, deterministic] : [deterministic];
}

export function unsharedBuilds(relaxed: boolean): readonly WasmBuild[] {
  const deterministic: WasmBuild = { name: "wasm-simd", wasm: eluWasm };
  return relaxed ? [{ name: "wasm-relaxed-simd", wasm: eluRelaxedWasm }, deterministic] : [deterministic];
}

/** What computes where none of them can be had. */
export function fallback(relaxed: boolean): JsBuild {
  return relaxed ? JS_RELAXED : TWIN;
}
