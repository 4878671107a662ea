/** A call of one of the six functions, checked: what to compute, from where, to where. */
import { backwardOn, type Engine, forwardOn } from "../engine.js";
import { type Kernels, LANES } from "../kernels.js";
import { runBackward, runForward, type Workspace } from "../workspace.js";

export interface Call {
  readonly kernel: keyof Kernels;
  /** The input of a forward; gradOutput and saved of a gradient. */
  readonly inputs: readonly Float32Array[];
  /** As long as the inputs. */
  readonly out: Float32Array;
  readonly alpha: number;
  readonly scale: number;
  readonly divisor: number;
}

/** What `saved` is, for either gradient. */
const FROM = { backwardFromInput: "input", backwardFromOutput: "output" } as const;

/** Computes the whole call on this thread, in that workspace. */
export function computeIn(workspace: Workspace, { kernel, inputs, out, alpha, scale, divisor }: Call): void {
  if (kernel === "forward") runForward(workspace, inputs[0], out, alpha, scale, divisor);
  else runBackward(workspace, FROM[kernel], inputs[0], inputs[1], out, alpha, scale, divisor);
}

/** Computes the whole call on this thread, in the workspace of the engine that holds its arrays. */
export function computeOn(engine: Engine, { kernel, inputs, out, alpha, scale, divisor }: Call): void {
  if (kernel === "forward") forwardOn(engine, inputs[0], out, alpha, scale, divisor);
  else backwardOn(engine, FROM[kernel], inputs[0], inputs[1], out, alpha, scale, divisor);
}

/** The same call on the floats from `start` to `end` only. */
export function part(call: Call, start: number, end: number): Call {
  const { inputs, out } = call;
  return { ...call, inputs: inputs.map((input) => input.subarray(start, end)), out: out.subarray(start, end) };
}

/** `length` without what fills no vector. */
export function fullVectors(length: number): number {
  return length - (length % LANES);
}
