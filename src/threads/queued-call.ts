/** Calls as objects, which a pool queues, slices and checks again when their turn comes. */
import type { CallTarget } from "../core/call.js";
import { lengthOf, viewOf } from "../core/float32-array.js";
import type { KernelName } from "../core/kernels.js";

/** The arguments of {@link CallTarget.compute}. */
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

/** Returns the checked arguments of a call as an object. */
export const TO_CALL: CallTarget<Call> = {
  compute(kernel, input, saved, out, length, alpha, scale, divisor) {
    return { kernel, input, saved, out, length, alpha, scale, divisor };
  },
};

/** Computes a call at once. */
export function computeOn(
  target: CallTarget<unknown>,
  { kernel, input, saved, out, length, alpha, scale, divisor }: Call,
): void {
  target.compute(kernel, input, saved, out, length, alpha, scale, divisor);
}

/** The same call on `count` floats from `start` on. */
export function sliceOf(call: Call, start: number, count: number): Call {
  const { input, saved, out } = call;
  return {
    ...call,
    input: viewOf(input, start, count),
    saved: saved && viewOf(saved, start, count),
    out: viewOf(out, start, count),
    length: count,
  };
}

/**
 * Throws a TypeError that names the array if one has fewer floats than the call: after the call was made, the array was
 * transferred or its resizable buffer shrunk.
 */
export function checkWhole({ input, saved, out, length }: Call): void {
  const arrays = saved ? { gradOutput: input, saved, out } : { input, out };
  for (const [name, array] of Object.entries(arrays)) {
    if (lengthOf(array) < length) throw new TypeError(`${name} was detached or shrunk before the call was done`);
  }
}
