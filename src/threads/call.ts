/** Calls that a pool keeps until their turn, parts of them, and whether their arrays are still whole. */
import type { CallTarget } from "../core/call.js";
import { lengthOf, viewOf } from "../core/float32-array.js";
import type { KernelName } from "../core/kernels.js";

/** What {@link CallTarget.compute} takes. */
export interface Call {
  readonly kernel: KernelName;
  readonly input: Float32Array;
  readonly saved: Float32Array | undefined;
  readonly out: Float32Array;
  readonly length: number;
  readonly alpha: number;
  readonly scale: number;
  readonly divisor: number;
}

/** Makes calls of what comes through the door. */
export const CALLS: CallTarget<Call> = {
  compute: (kernel, input, saved, out, length, alpha, scale, divisor) => ({
    kernel,
    input,
    saved,
    out,
    length,
    alpha,
    scale,
    divisor,
  }),
};

/** Computes a call at once. */
export function computeOn<Result>(target: CallTarget<Result>, call: Call): Result {
  const { kernel, input, saved, out, length, alpha, scale, divisor } = call;
  return target.compute(kernel, input, saved, out, length, alpha, scale, divisor);
}

/**
 * Throws a TypeError that names an array which has fewer floats than the call: since the call was made it was transferred,
 * or its resizable buffer shrunk.
 */
export function checkWhole({ input, saved, out, length }: Call): void {
  const arrays = saved ? { gradOutput: input, saved, out } : { input, out };
  for (const [name, array] of Object.entries(arrays)) {
    if (lengthOf(array) < length) throw new TypeError(`${name} was detached or shrunk before the call was done`);
  }
}

/** The arrays that a call reads. */
export function inputsOf({ input, saved }: Call): Float32Array[] {
  return saved ? [input, saved] : [input];
}

/** The same call on the floats from `start` to `end` only. */
export function part(call: Call, start: number, end: number): Call {
  const view = (array: Float32Array) => viewOf(array, start, end - start);
  const [input, saved, out] = [view(call.input), call.saved && view(call.saved), view(call.out)];
  return { ...call, input, saved, out, length: end - start };
}
