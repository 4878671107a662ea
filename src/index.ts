/**
 * ELU, SELU and CELU for Float32Arrays, and their gradients: in WebAssembly SIMD where the engine has it and in
 * JavaScript everywhere else, with the same bits. Importing does nothing; the first call instantiates, synchronously.
 *
 * @packageDocumentation
 */
import type {
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
import type { Arena } from "./core/arena.js";
import { selectBackend } from "./core/backend.js";
import { JS, WASM_SIMD } from "./core/builds.js";
import { createEluFrom } from "./core/create-elu.js";
import * as door from "./core/door.js";
import { createArena as createArenaOf, Engine, getBackend as getBackendOf } from "./core/engine.js";

export type * from "./core/api.js";
export type { Arena } from "./core/arena.js";
export type { BackendName } from "./core/kernels.js";

const BUILDS = [WASM_SIMD];

const engine = /* @__PURE__ */ new Engine(() => selectBackend(BUILDS, JS));

/**
 * ELU, the exponential linear unit, of each element:
 *
 *     x                  for x > 0
 *     alpha * (e^x - 1)  for x <= 0
 *
 * The result is within 0.87 ULP of the exact value for alpha = 1, and within 2 ULP for any other alpha (two steps where
 * it is subnormal).
 * Positive numbers, 0 and -0 keep their bits, NaN gives NaN, -Infinity gives -alpha.
 *
 * @example
 * elu(Float32Array.of(-1, 0, 2));                 // -0.6321..., 0, 2
 * elu(activations, { alpha: 2, out: activations }); // in place
 *
 * @param input - Any number of floats, anywhere in an `ArrayBuffer` or `SharedArrayBuffer`.
 * @param options - `alpha` (default 1) and `out` (default a new array).
 * @returns `out`, or a new array as long as `input`.
 * @throws TypeError where `input` or `out` is no Float32Array or detached, `alpha` no number, or an option none of these.
 * @throws RangeError where `alpha` is NaN or infinite as a float32, `out` not as long as `input`, or a new array
 * cannot be allocated. Nothing has been written to `out` when a call throws.
 * @see Clevert, Unterthiner, Hochreiter: Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs),
 * https://arxiv.org/abs/1511.07289
 */
export function elu<Out extends Float32Array = NewFloat32Array>(
  input: Float32Array,
  options?: EluOptions<Out>,
): OutOf<Out> {
  return door.elu(engine, input, options) as OutOf<Out>;
}

/**
 * SELU, the scaled exponential linear unit, of each element:
 *
 *     scale * x                  for x > 0
 *     scale * alpha * (e^x - 1)  for x <= 0
 *
 * with alpha = 1.6732632423543772848 and scale = 1.0507009873554804934, which make activations normalise themselves.
 * The result is within 2.1 ULP of the exact value. 0 and -0 stay what they are, NaN gives NaN.
 *
 * @example
 * selu(Float32Array.of(-1, 0, 2)); // -1.1113..., 0, 2.1014...
 *
 * @param input - Any number of floats, anywhere in an `ArrayBuffer` or `SharedArrayBuffer`.
 * @param options - `out` (default a new array).
 * @returns `out`, or a new array as long as `input`.
 * @throws TypeError where `input` or `out` is no Float32Array or detached.
 * @throws RangeError where `out` is not as long as `input`, or a new array cannot be allocated. Nothing has been
 * written to `out` when a call throws.
 * @see Klambauer, Unterthiner, Mayr, Hochreiter: Self-Normalizing Neural Networks, https://arxiv.org/abs/1706.02515
 */
export function selu<Out extends Float32Array = NewFloat32Array>(
  input: Float32Array,
  options?: OutOptions<Out>,
): OutOf<Out> {
  return door.selu(engine, input, options) as OutOf<Out>;
}

/**
 * CELU, the continuously differentiable exponential linear unit, of each element:
 *
 *     x                          for x > 0
 *     alpha * (e^(x/alpha) - 1)  for x <= 0
 *
 * The result is within 4 ULP of the exact value. Positive numbers, 0 and -0 keep their bits, NaN gives NaN, -Infinity
 * gives -alpha. With alpha = 1 it is ELU, to the bit.
 *
 * @example
 * celu(Float32Array.of(-1, 0, 2), { alpha: 0.5 }); // -0.4323..., 0, 2
 *
 * @param input - Any number of floats, anywhere in an `ArrayBuffer` or `SharedArrayBuffer`.
 * @param options - `alpha` (above 0, default 1) and `out` (default a new array).
 * @returns `out`, or a new array as long as `input`.
 * @throws TypeError where `input` or `out` is no Float32Array or detached, `alpha` no number, or an option none of these.
 * @throws RangeError where `alpha` is not above 0 or not finite as a float32, `out` not as long as `input`, or a new
 * array cannot be allocated. Nothing has been written to `out` when a call throws.
 * @see Barron: Continuously Differentiable Exponential Linear Units, https://arxiv.org/abs/1704.07483
 */
export function celu<Out extends Float32Array = NewFloat32Array>(
  input: Float32Array,
  options?: CeluOptions<Out>,
): OutOf<Out> {
  return door.celu(engine, input, options) as OutOf<Out>;
}

/**
 * The gradient of {@link elu} with respect to its input: each element of `gradOutput` times
 *
 *     1                      for x > 0
 *     alpha * e^x            for x <= 0, 0 and -0 included (PyTorch's convention)
 *       = elu(x) + alpha
 *
 * Within 3 ULP of the exact value from the input; where e^x or alpha e^x is below 2^-125 it may be taken as 0. Within 2 ULP from
 * the output, for the output as it is given. Finite wherever `gradOutput` is; NaN in `saved` gives NaN.
 *
 * @example
 * const y = elu(x, { alpha: 2 });
 * eluBackward(gradOutput, x, { alpha: 2 });
 * eluBackward(gradOutput, y, { alpha: 2, from: "output" }); // x need not be kept
 *
 * @param gradOutput - The gradient of the loss with respect to the result of the forward.
 * @param saved - The forward's input or, with `from: "output"`, its result; as long as `gradOutput`.
 * @param options - `alpha` (default 1), `from` (default `"input"`) and `out` (default a new array; may be
 * `gradOutput` or `saved`, or overlap them in any way).
 * @returns `out`, or a new array as long as `gradOutput`: the gradient with respect to the forward's input.
 * @throws TypeError where an array is no Float32Array or detached, or `alpha` no number.
 * @throws RangeError where `alpha` is NaN or infinite as a float32, or negative with `from: "output"`, `from` is
 * neither word, the lengths differ, or a new array cannot be allocated. Nothing has been written to `out` when a call
 * throws.
 */
export function eluBackward<Out extends Float32Array = NewFloat32Array>(
  gradOutput: Float32Array,
  saved: Float32Array,
  options?: EluBackwardOptions<Out>,
): OutOf<Out> {
  return door.eluBackward(engine, gradOutput, saved, options) as OutOf<Out>;
}

/**
 * The gradient of {@link selu} with respect to its input: each element of `gradOutput` times
 *
 *     scale                  for x > 0
 *     scale * alpha * e^x    for x <= 0, 0 and -0 included
 *       = selu(x) + scale * alpha
 *
 * with the constants of {@link selu}. Within 4 ULP of the exact value from the input; where e^x is below 2^-125 it
 * may be taken as 0. Within 2 ULP from the output, for the output as it is given. NaN in `saved` gives NaN.
 *
 * @example
 * seluBackward(gradOutput, selu(x), { from: "output" });
 *
 * @param gradOutput - The gradient of the loss with respect to the result of the forward.
 * @param saved - The forward's input or, with `from: "output"`, its result; as long as `gradOutput`.
 * @param options - `from` (default `"input"`) and `out` (default a new array; may be `gradOutput` or `saved`, or
 * overlap them in any way).
 * @returns `out`, or a new array as long as `gradOutput`: the gradient with respect to the forward's input.
 * @throws TypeError where an array is no Float32Array or detached.
 * @throws RangeError where `from` is neither word, the lengths differ, or a new array cannot be allocated. Nothing
 * has been written to `out` when a call throws.
 */
export function seluBackward<Out extends Float32Array = NewFloat32Array>(
  gradOutput: Float32Array,
  saved: Float32Array,
  options?: BackwardOptions<Out>,
): OutOf<Out> {
  return door.seluBackward(engine, gradOutput, saved, options) as OutOf<Out>;
}

/**
 * The gradient of {@link celu} with respect to its input: each element of `gradOutput` times
 *
 *     1                          for x > 0
 *     e^(x/alpha)                for x <= 0
 *       = (celu(x) + alpha) / alpha
 *
 * Within 4 + |x/alpha| ULP of the exact value from the input; where e^(x/alpha) is below 2^-125 it may be taken as 0.
 * Within 2 ULP from the output, for the output as it is given. NaN in `saved` gives NaN.
 *
 * @example
 * celuBackward(gradOutput, x, { alpha: 0.5 });
 *
 * @param gradOutput - The gradient of the loss with respect to the result of the forward.
 * @param saved - The forward's input or, with `from: "output"`, its result; as long as `gradOutput`.
 * @param options - `alpha` (above 0, default 1), `from` (default `"input"`) and `out` (default a new array; may be
 * `gradOutput` or `saved`, or overlap them in any way).
 * @returns `out`, or a new array as long as `gradOutput`: the gradient with respect to the forward's input.
 * @throws TypeError where an array is no Float32Array or detached, or `alpha` no number.
 * @throws RangeError where `alpha` is not above 0 or not finite as a float32, `from` is neither word, the lengths
 * differ, or a new array cannot be allocated. Nothing has been written to `out` when a call throws.
 */
export function celuBackward<Out extends Float32Array = NewFloat32Array>(
  gradOutput: Float32Array,
  saved: Float32Array,
  options?: CeluBackwardOptions<Out>,
): OutOf<Out> {
  return door.celuBackward(engine, gradOutput, saved, options) as OutOf<Out>;
}

/**
 * Makes a fixed block of linear memory to take Float32Arrays from. The functions of this module read and write such
 * arrays, and any part of them, where they are (up to 256 floats, where that is faster, they copy them); all other
 * arrays are copied in and out. The block never grows, so that its arrays never detach, and is freed with the last of
 * them. Make few and large ones: each is a memory of its own.
 *
 * @example
 * const arena = createArena(2 * batch * units);
 * const x = arena.alloc(batch * units);
 * const y = arena.alloc(batch * units);
 * elu(x, { out: y }); // nothing is copied
 * arena.reset();      // for the next batch
 *
 * @param length - How many floats it holds, up to about 2^30.
 * @returns The arena, empty.
 * @throws TypeError where `length` is no number.
 * @throws RangeError where `length` is no whole number from 0 up, or so much memory cannot be had.
 */
export function createArena(length: number): Arena {
  return createArenaOf(engine, length);
}

/**
 * The backend that the functions compute with in this environment, and why no faster one.
 *
 * @example
 * getBackend(); // { name: "wasm-simd", reason: undefined }
 */
export function getBackend(): BackendInfo {
  return getBackendOf(engine);
}

/**
 * Makes the functions of the package on a chosen backend.
 *
 * @example
 * const { elu, getBackend } = createElu({ backend: "js" });
 *
 * @param options - The backend, and a compiled module to use. Default: the fastest that can be had.
 * @returns The functions; they need no `this`.
 * @throws Error with its `cause` where the backend that was asked for cannot be had; `"auto"` never throws for that.
 * @throws TypeError where `options` is no object or `module` no `WebAssembly.Module`.
 * @throws RangeError where `backend` is no name of a backend of this entry point.
 */
export function createElu(options: CreateEluOptions = {}): Elu {
  return createEluFrom(BUILDS, JS, options);
}
