/** A call of one of the six functions, checked: what to compute, from where, to where. */
import type { KernelName } from "../core/kernels.js";
import { compute, type Workspace } from "../core/workspace.js";

export interface Call {
  readonly kernel: KernelName;
  /** The input of a forward, twice; gradOutput and saved of a gradient. All arrays are equally long. */
  readonly first: Float32Array;
  readonly second: Float32Array;
  readonly out: Float32Array;
  readonly alpha: number;
  readonly scale: number;
  readonly divisor: number;
}

/**
 * Throws a TypeError that names an array which no longer has `length` floats: since the call was made it was transferred,
 * or its resizable buffer shrunk.
 */
export function checkWhole({ kernel, first, second, out }: Call, length: number): void {
  const names = kernel === "forward" ? ["input", "input", "out"] : ["gradOutput", "saved", "out"];
  const lost = [first, second, out].findIndex((array) => array.length < length);
  if (lost >= 0) throw new TypeError(`${names[lost]} was detached or shrunk before the call was done`);
}

/** Computes the whole call on this thread, in that workspace. */
export function computeIn(workspace: Workspace, { kernel, first, second, out, alpha, scale, divisor }: Call): void {
  compute(workspace, kernel, first, second, out, alpha, scale, divisor);
}

/** The same call on the floats from `start` to `end` only. */
export function part(call: Call, start: number, end: number): Call {
  const first = call.first.subarray(start, end);
  const second = call.second === call.first ? first : call.second.subarray(start, end);
  return { ...call, first, second, out: call.out.subarray(start, end) };
}
