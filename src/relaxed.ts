/**
 * `elu-simd/relaxed`: the functions of `elu-simd` on WebAssembly's relaxed SIMD, with fused multiply-adds, where the
 * engine has it; otherwise on the kernels of `elu-simd`. The fastest there is, within the same bounds; the last bit may
 * differ between engines and CPUs.
 *
 * @packageDocumentation
 */
import type { Arena } from "./arena.js";
import type { WasmBuild } from "./backend.js";
import { createEluFrom } from "./create-elu.js";
import type {
  BackendInfo,
  BackwardOptions,
  CeluBackwardOptions,
  CeluOptions,
  CreateEluOptions,
  Elu,
  EluBackwardOptions,
  EluOptions,
  OutOptions,
} from "./elu.js";
import {
  backwardOn,
  createArena as createArenaOf,
  createEngine,
  type Engine,
  forwardOn,
  getBackend as getBackendOf,
} from "./engine.js";
import * as functions from "./functions.js";
import { eluRelaxedWasm } from "./generated/elu-relaxed-wasm.js";
import { eluWasm } from "./generated/elu-wasm.js";

export type { Arena } from "./arena.js";
export type { BackendName } from "./backend.js";
export type * from "./elu.js";

const BUILDS: readonly WasmBuild[] = [
  { name: "wasm-relaxed-simd", wasm: eluRelaxedWasm },
  { name: "wasm-simd", wasm: eluWasm },
];

let shared: Engine | undefined;

function engine(): Engine {
  shared ??= createEngine(BUILDS);
  return shared;
}

const forward: functions.RunForward<Float32Array> = (input, out, alpha, scale, divisor) =>
  forwardOn(engine(), input, out, alpha, scale, divisor);

const backward: functions.RunBackward<Float32Array> = (from, gradOutput, saved, out, alpha, scale, divisor) =>
  backwardOn(engine(), from, gradOutput, saved, out, alpha, scale, divisor);

/** As `elu` of `elu-simd`, within the same bounds. */
export function elu(input: Float32Array, options?: EluOptions): Float32Array {
  return functions.elu(forward, input, options);
}

/** As `selu` of `elu-simd`, within the same bounds. */
export function selu(input: Float32Array, options?: OutOptions): Float32Array {
  return functions.selu(forward, input, options);
}

/** As `celu` of `elu-simd`, within the same bounds. */
export function celu(input: Float32Array, options?: CeluOptions): Float32Array {
  return functions.celu(forward, input, options);
}

/** As `eluBackward` of `elu-simd`, within the same bounds. */
export function eluBackward(gradOutput: Float32Array, saved: Float32Array, options?: EluBackwardOptions): Float32Array {
  return functions.eluBackward(backward, gradOutput, saved, options);
}

/** As `seluBackward` of `elu-simd`, within the same bounds. */
export function seluBackward(gradOutput: Float32Array, saved: Float32Array, options?: BackwardOptions): Float32Array {
  return functions.seluBackward(backward, gradOutput, saved, options);
}

/** As `celuBackward` of `elu-simd`, within the same bounds. */
export function celuBackward(
  gradOutput: Float32Array,
  saved: Float32Array,
  options?: CeluBackwardOptions,
): Float32Array {
  return functions.celuBackward(backward, gradOutput, saved, options);
}

/** As `createArena` of `elu-simd`, for the functions of this entry point. */
export function createArena(length: number): Arena {
  return createArenaOf(engine(), length);
}

/** The backend that the functions of this entry point compute with in this environment, and why no faster one. */
export function getBackend(): BackendInfo {
  return getBackendOf(engine());
}

/** As `createElu` of `elu-simd`, with `"wasm-relaxed-simd"` as one more backend. */
export function createElu(options: CreateEluOptions = {}): Elu {
  return createEluFrom(BUILDS, options);
}
