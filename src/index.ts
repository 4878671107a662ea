/**
 * `elu-simd`: ELU, SELU and CELU of Float32Arrays, and their gradients, in WebAssembly SIMD. If an engine or a content
 * security policy forbids that, the functions run in JavaScript, in float64 with one rounding. Importing does nothing;
 * the first call instantiates the module, synchronously.
 *
 * @packageDocumentation
 */
import type {
  Arena,
  BackendInfo,
  BackwardOptions,
  CeluBackwardOptions,
  CeluOptions,
  CreateEluOptions,
  Elu,
  EluBackwardOptions,
  EluOptions,
  NewFloat32Array,
  OutOf,
  OutOptions,
} from "./core/api.js";
import { selectBackend } from "./core/backend.js";
import { JS, WASM_SIMD } from "./core/builds.js";
import { createEluFrom } from "./core/create-elu.js";
import { createArena as createArenaOf, Dispatcher, getBackend as getBackendOf } from "./core/dispatcher.js";
import * as door from "./core/door.js";

export type * from "./core/api.js";

const BUILDS = [WASM_SIMD];

const dispatcher = /* @__PURE__ */ new Dispatcher(() => selectBackend(BUILDS, JS));

/**
 * ELU, the exponential linear unit, of each element:
 *
 *     x                  for x > 0
 *     alpha * (e^x - 1)  for x <= 0
 *
 * The result is within 0.87 ULP of the exact value for alpha = 1, and within 2.1 ULP for any other alpha (2.5 ULP for a
 * result below 2^-120, two steps of 2^-149 for a subnormal one). Positive numbers, 0 and -0 keep their bits, NaN gives
 * NaN, -Infinity gives -alpha.
 *
 * @example
 * elu(Float32Array.of(-1, 0, 2));                   // -0.6321..., 0, 2
 * elu(activations, { alpha: 2, out: activations }); // overwrites activations
 *
 * @param input - Any number of floats, anywhere in an `ArrayBuffer` or `SharedArrayBuffer`.
 * @param options - `alpha` (default 1) and `out` (default a new array).
 * @returns `out`, or a new array as long as `input`.
 * @throws TypeError if `input` or `out` is not a Float32Array or is detached, `alpha` is not a number, or an option is
 * unknown.
 * @throws RangeError if `alpha` is NaN or infinite as a float32, the lengths differ, or a new array cannot be
 * allocated. Nothing has been written to `out` when a call throws.
 * @see Clevert, Unterthiner, Hochreiter: Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs),
 * https://arxiv.org/abs/1511.07289
 */
export function elu<Out extends Float32Array = NewFloat32Array>(
  input: Float32Array,
  options?: EluOptions<Out>,
): OutOf<Out> {
  return door.elu(dispatcher, input, options) as OutOf<Out>;
}

/**
 * SELU, the scaled exponential linear unit, of each element:
 *
 *     scale * x                  for x > 0
 *     scale * alpha * (e^x - 1)  for x <= 0
 *
 * with alpha = 1.6732632423543772848 and scale = 1.0507009873554804934, which make activations normalise themselves.
 * The result is within 2.1 ULP of the exact value. 0 and -0 keep their bits, NaN gives NaN.
 *
 * @example
 * selu(Float32Array.of(-1, 0, 2)); // -1.1113..., 0, 2.1014...
 *
 * @param input - Any number of floats, anywhere in an `ArrayBuffer` or `SharedArrayBuffer`.
 * @param options - `out` (default a new array).
 * @returns `out`, or a new array as long as `input`.
 * @throws TypeError if `input` or `out` is not a Float32Array or is detached, or an option is unknown.
 * @throws RangeError if the lengths differ, or a new array cannot be allocated. Nothing has been written to `out` when
 * a call throws.
 * @see Klambauer, Unterthiner, Mayr, Hochreiter: Self-Normalizing Neural Networks, https://arxiv.org/abs/1706.02515
 */
export function selu<Out extends Float32Array = NewFloat32Array>(
  input: Float32Array,
  options?: OutOptions<Out>,
): OutOf<Out> {
  return door.selu(dispatcher, input, options) as OutOf<Out>;
}

/**
 * CELU, the continuously differentiable exponential linear unit, of each element:
 *
 *     x                          for x > 0
 *     alpha * (e^(x/alpha) - 1)  for x <= 0
 *
 * The result is within 4 ULP of the exact value. Positive numbers, 0 and -0 keep their bits, NaN gives NaN, -Infinity
 * gives -alpha. With alpha = 1 the results are those of ELU, bit for bit.
 *
 * @example
 * celu(Float32Array.of(-1, 0, 2), { alpha: 0.5 }); // -0.4323..., 0, 2
 *
 * @param input - Any number of floats, anywhere in an `ArrayBuffer` or `SharedArrayBuffer`.
 * @param options - `alpha` (above 0, default 1) and `out` (default a new array).
 * @returns `out`, or a new array as long as `input`.
 * @throws TypeError if `input` or `out` is not a Float32Array or is detached, `alpha` is not a number, or an option is
 * unknown.
 * @throws RangeError if `alpha` is not above 0 and finite as a float32, the lengths differ, or a new array cannot be
 * allocated. Nothing has been written to `out` when a call throws.
 * @see Barron: Continuously Differentiable Exponential Linear Units, https://arxiv.org/abs/1704.07483
 */
export function celu<Out extends Float32Array = NewFloat32Array>(
  input: Float32Array,
  options?: CeluOptions<Out>,
): OutOf<Out> {
  return door.celu(dispatcher, input, options) as OutOf<Out>;
}

/**
 * The gradient of {@link elu} with respect to its input: each element of `gradOutput` times
 *
 *     1                      for x > 0
 *     alpha * e^x            for x <= 0, 0 and -0 included (PyTorch's convention)
 *       = elu(x) + alpha
 *
 * From the input, the result is within 3.1 ULP of the exact value (3.5 if alpha e^x is below 2^-124). If e^x or alpha
 * e^x is below 2^-125, the factor may be 0, and a `gradOutput` of Infinity gives NaN. From the output, the result is
 * within 2 ULP of the gradient at that output. A finite `gradOutput` gives a finite result; NaN in `saved` gives NaN.
 *
 * @example
 * const y = elu(x, { alpha: 2 });
 * eluBackward(gradOutput, x, { alpha: 2 });
 * eluBackward(gradOutput, y, { alpha: 2, from: "output" }); // without keeping x
 *
 * @param gradOutput - The gradient of the loss with respect to the result of the forward function.
 * @param saved - The input of the forward function or, with `from: "output"`, its result; as long as `gradOutput`.
 * @param options - `alpha` (default 1), `from` (default `"input"`) and `out` (default a new array; may be
 * `gradOutput` or `saved`, or overlap them in any way).
 * @returns `out`, or a new array as long as `gradOutput`: the gradient with respect to the input.
 * @throws TypeError if an array is not a Float32Array or is detached, `alpha` is not a number, or an option is unknown.
 * @throws RangeError if `alpha` is NaN or infinite as a float32, or negative with `from: "output"`; `from` is neither
 * `"input"` nor `"output"`; the lengths differ; or a new array cannot be allocated. Nothing has been written to `out`
 * when a call throws.
 */
export function eluBackward<Out extends Float32Array = NewFloat32Array>(
  gradOutput: Float32Array,
  saved: Float32Array,
  options?: EluBackwardOptions<Out>,
): OutOf<Out> {
  return door.eluBackward(dispatcher, gradOutput, saved, options) as OutOf<Out>;
}

/**
 * The gradient of {@link selu} with respect to its input: each element of `gradOutput` times
 *
 *     scale                  for x > 0
 *     scale * alpha * e^x    for x <= 0, 0 and -0 included
 *       = selu(x) + scale * alpha
 *
 * with the constants of {@link selu}. From the input, the result is within 4 ULP of the exact value; if e^x is below
 * 2^-125, the factor may be 0. From the output, the result is within 2 ULP of the gradient at that output. NaN in
 * `saved` gives NaN.
 *
 * @example
 * seluBackward(gradOutput, selu(x), { from: "output" });
 *
 * @param gradOutput - The gradient of the loss with respect to the result of the forward function.
 * @param saved - The input of the forward function or, with `from: "output"`, its result; as long as `gradOutput`.
 * @param options - `from` (default `"input"`) and `out` (default a new array; may be `gradOutput` or `saved`, or
 * overlap them in any way).
 * @returns `out`, or a new array as long as `gradOutput`: the gradient with respect to the input.
 * @throws TypeError if an array is not a Float32Array or is detached, or an option is unknown.
 * @throws RangeError if `from` is neither `"input"` nor `"output"`, the lengths differ, or a new array cannot be
 * allocated. Nothing has been written to `out` when a call throws.
 */
export function seluBackward<Out extends Float32Array = NewFloat32Array>(
  gradOutput: Float32Array,
  saved: Float32Array,
  options?: BackwardOptions<Out>,
): OutOf<Out> {
  return door.seluBackward(dispatcher, gradOutput, saved, options) as OutOf<Out>;
}

/**
 * The gradient of {@link celu} with respect to its input: each element of `gradOutput` times
 *
 *     1                          for x > 0
 *     e^(x/alpha)                for x <= 0
 *       = (celu(x) + alpha) / alpha
 *
 * From the input, the result is within 4 + |x/alpha| ULP of the exact value; if e^(x/alpha) is below 2^-125, the factor
 * may be 0. From the output, the result is within 2.5 ULP of the gradient at that output. NaN in `saved` gives NaN.
 *
 * @example
 * celuBackward(gradOutput, x, { alpha: 0.5 });
 *
 * @param gradOutput - The gradient of the loss with respect to the result of the forward function.
 * @param saved - The input of the forward function or, with `from: "output"`, its result; as long as `gradOutput`.
 * @param options - `alpha` (above 0, default 1), `from` (default `"input"`) and `out` (default a new array; may be
 * `gradOutput` or `saved`, or overlap them in any way).
 * @returns `out`, or a new array as long as `gradOutput`: the gradient with respect to the input.
 * @throws TypeError if an array is not a Float32Array or is detached, `alpha` is not a number, or an option is unknown.
 * @throws RangeError if `alpha` is not above 0 and finite as a float32, `from` is neither `"input"` nor `"output"`, the
 * lengths differ, or a new array cannot be allocated. Nothing has been written to `out` when a call throws.
 */
export function celuBackward<Out extends Float32Array = NewFloat32Array>(
  gradOutput: Float32Array,
  saved: Float32Array,
  options?: CeluBackwardOptions<Out>,
): OutOf<Out> {
  return door.celuBackward(dispatcher, gradOutput, saved, options) as OutOf<Out>;
}

/**
 * Creates an arena: a fixed block of linear memory that Float32Arrays are allocated from. The functions of this module
 * read and write these arrays, and any part of them, in place, without copying (calls of up to 256 floats copy, which
 * is faster). An arena never grows, so its arrays never detach; it is freed with the last of them. Each arena is a
 * WebAssembly memory: create few large arenas. `structuredClone` and `postMessage` of an array copy the whole arena.
 *
 * @example
 * const arena = createArena(2 * batch * units);
 * const x = arena.alloc(batch * units);
 * const y = arena.alloc(batch * units);
 * elu(x, { out: y }); // nothing is copied
 * arena.reset();      // for the next batch
 *
 * @param length - The capacity in floats, up to about 2^30.
 * @returns The arena, empty.
 * @throws TypeError if `length` is not a number.
 * @throws RangeError if `length` is not a whole number from 0 up, or the memory is not available.
 */
export function createArena(length: number): Arena {
  return createArenaOf(dispatcher, length);
}

/**
 * Returns the backend in use in this environment, and why no faster one is.
 *
 * @example
 * getBackend(); // { name: "wasm-simd", reason: undefined }
 */
export function getBackend(): BackendInfo {
  return getBackendOf(dispatcher);
}

/**
 * Creates the functions of the package on a given backend, from a compiled module, or over a memory of the caller.
 *
 * @example
 * const { elu, getBackend } = createElu({ backend: "js" });
 * const inMemory = createElu({ memory }); // computes arrays of that WebAssembly.Memory in place
 *
 * @param options - `backend` (default `"auto"`, the fastest available), `module` (default the one in the package) and
 * `memory` (default none).
 * @returns The functions; they need no `this`.
 * @throws Error with its `cause` if the given backend is not available; `"auto"` falls back instead.
 * @throws TypeError if `options` is not an object, `module` not a `WebAssembly.Module`, or `memory` not a
 * `WebAssembly.Memory` of 32-bit addresses.
 * @throws RangeError if `backend` is not a backend of this entry point.
 */
export function createElu(options: CreateEluOptions = {}): Elu {
  return createEluFrom(BUILDS, JS, options);
}
