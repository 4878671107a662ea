/**
 * ELU for Float32Arrays, in WebAssembly SIMD where the engine has it and in JavaScript everywhere else, with the same
 * bits. Importing does nothing; the first call instantiates, synchronously.
 *
 * @packageDocumentation
 */
import { type BackendInfo, createElu, type Elu, type EluOptions } from "./create-elu.js";

export type { BackendName } from "./backend.js";
export { type BackendInfo, type CreateEluOptions, createElu, type Elu, type EluOptions } from "./create-elu.js";

let shared: Elu | undefined;

function sharedElu(): Elu {
  shared ??= createElu();
  return shared;
}

/**
 * ELU, the exponential linear unit, of each element:
 *
 *     x                  for x > 0
 *     alpha * (e^x - 1)  for x <= 0
 *
 * The result is within 0.92 ULP of the exact value for alpha = 1, and within 1.5 ULP for any other alpha.
 * Positive numbers, 0 and -0 keep their bits, NaN gives NaN, -Infinity gives -alpha.
 *
 * @example
 * elu(Float32Array.of(-1, 0, 2));                 // -0.6321..., 0, 2
 * elu(activations, { alpha: 2, out: activations }); // in place
 *
 * @param input - Any number of floats, anywhere in an `ArrayBuffer` or `SharedArrayBuffer`.
 * @param options - `alpha` (default 1) and `out` (default a new array).
 * @returns `out`, or a new array as long as `input`.
 * @throws TypeError where `input` or `out` is no Float32Array or detached, or `alpha` no number.
 * @throws RangeError where `alpha` is NaN or infinite as a float32, `out` not as long as `input`, or a new array
 * cannot be allocated. Nothing has been written to `out` when a call throws.
 * @see Clevert, Unterthiner, Hochreiter: Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs),
 * https://arxiv.org/abs/1511.07289
 */
export function elu(input: Float32Array, options?: EluOptions): Float32Array {
  return sharedElu().elu(input, options);
}

/**
 * The backend that {@link elu} computes with in this environment, and why no faster one.
 *
 * @example
 * getBackend(); // { name: "wasm-simd", reason: undefined }
 */
export function getBackend(): BackendInfo {
  return sharedElu().getBackend();
}
