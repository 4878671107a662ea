/**
 * `elu-simd/exact`: the functions of `elu-simd` in float64 with one rounding. They take about three times as long.
 * `elu` at alpha 1 and `selu` are correctly rounded; all other results are within 0.5 + 2^-24 ULP of the exact value,
 * the gradient of CELU within 0.5 + 2^-21. The bits are the same on every engine, in WebAssembly SIMD and in
 * JavaScript.
 *
 * @packageDocumentation
 */
import type { CreateEluOptions, Elu } from "./core/api.js";
import { selectBackend } from "./core/backend.js";
import { JS, WASM_EXACT_SIMD } from "./core/builds.js";
import { createEluFrom } from "./core/create-elu.js";
import { createArena as createArenaOf, Dispatcher, getBackend as getBackendOf } from "./core/dispatcher.js";
import * as door from "./core/door.js";

export type * from "./core/api.js";

const BUILDS = [WASM_EXACT_SIMD];

const dispatcher = /* @__PURE__ */ new Dispatcher(() => selectBackend(BUILDS, JS));

// One declaration for each function, because bundlers drop unused exports but keep all properties of an object.

/** As `elu` of `elu-simd`, with the bounds of this entry point. */
export const elu: Elu["elu"] = (input, options) => door.elu(dispatcher, input, options) as never;

/** As `selu` of `elu-simd`, with the bounds of this entry point. */
export const selu: Elu["selu"] = (input, options) => door.selu(dispatcher, input, options) as never;

/** As `celu` of `elu-simd`, with the bounds of this entry point. */
export const celu: Elu["celu"] = (input, options) => door.celu(dispatcher, input, options) as never;

/** As `eluBackward` of `elu-simd`, with the bounds of this entry point. */
export const eluBackward: Elu["eluBackward"] = (gradOutput, saved, options) =>
  door.eluBackward(dispatcher, gradOutput, saved, options) as never;

/** As `seluBackward` of `elu-simd`, with the bounds of this entry point. */
export const seluBackward: Elu["seluBackward"] = (gradOutput, saved, options) =>
  door.seluBackward(dispatcher, gradOutput, saved, options) as never;

/** As `celuBackward` of `elu-simd`, with the bounds of this entry point. */
export const celuBackward: Elu["celuBackward"] = (gradOutput, saved, options) =>
  door.celuBackward(dispatcher, gradOutput, saved, options) as never;

/** As `createArena` of `elu-simd`, for the functions of this entry point. */
export const createArena: Elu["createArena"] = (length) => createArenaOf(dispatcher, length);

/** Returns the backend of this entry point in this environment, and why no faster one is in use. */
export const getBackend: Elu["getBackend"] = () => getBackendOf(dispatcher);

/** As `createElu` of `elu-simd`, with `"wasm-exact-simd"` instead of `"wasm-simd"`. */
export function createElu(options: CreateEluOptions = {}): Elu {
  return createEluFrom(BUILDS, JS, options);
}
