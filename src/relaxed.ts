/**
 * `elu-simd/relaxed`: the functions of `elu-simd` in relaxed SIMD, with fused multiply-adds. They take about two thirds
 * of the time and keep the same bounds, but the last bit may differ between engines and CPUs. Engines without relaxed
 * SIMD run the kernels of `elu-simd`; engines without WebAssembly run JavaScript with `Math.expm1` and `Math.exp`.
 *
 * @packageDocumentation
 */
import type { CreateEluOptions, Elu } from "./core/api.js";
import { selectBackend } from "./core/backend.js";
import { JS_RELAXED, WASM_RELAXED_SIMD, WASM_SIMD } from "./core/builds.js";
import { createEluFrom } from "./core/create-elu.js";
import { createArena as createArenaOf, Dispatcher, getBackend as getBackendOf } from "./core/dispatcher.js";
import * as door from "./core/door.js";

export type * from "./core/api.js";

const BUILDS = [WASM_RELAXED_SIMD, WASM_SIMD];

const dispatcher = /* @__PURE__ */ new Dispatcher(() => selectBackend(BUILDS, JS_RELAXED));

// One declaration for each function, because bundlers drop unused exports but keep all properties of an object.

/** As `elu` of `elu-simd`, within the same bounds. */
export const elu: Elu["elu"] = (input, options) => door.elu(dispatcher, input, options) as never;

/** As `selu` of `elu-simd`, within the same bounds. */
export const selu: Elu["selu"] = (input, options) => door.selu(dispatcher, input, options) as never;

/** As `celu` of `elu-simd`, within the same bounds. */
export const celu: Elu["celu"] = (input, options) => door.celu(dispatcher, input, options) as never;

/** As `eluBackward` of `elu-simd`, within the same bounds. */
export const eluBackward: Elu["eluBackward"] = (gradOutput, saved, options) =>
  door.eluBackward(dispatcher, gradOutput, saved, options) as never;

/** As `seluBackward` of `elu-simd`, within the same bounds. */
export const seluBackward: Elu["seluBackward"] = (gradOutput, saved, options) =>
  door.seluBackward(dispatcher, gradOutput, saved, options) as never;

/** As `celuBackward` of `elu-simd`, within the same bounds. */
export const celuBackward: Elu["celuBackward"] = (gradOutput, saved, options) =>
  door.celuBackward(dispatcher, gradOutput, saved, options) as never;

/** As `createArena` of `elu-simd`, for the functions of this entry point. */
export const createArena: Elu["createArena"] = (length) => createArenaOf(dispatcher, length);

/** Returns the backend of this entry point in this environment, and why no faster one is in use. */
export const getBackend: Elu["getBackend"] = () => getBackendOf(dispatcher);

/** As `createElu` of `elu-simd`, with `"wasm-relaxed-simd"` and `"js-relaxed"` as further backends. */
export function createElu(options: CreateEluOptions = {}): Elu {
  return createEluFrom(BUILDS, JS_RELAXED, options);
}
