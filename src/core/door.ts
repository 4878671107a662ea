/**
 * The door: for each function of the package, a function that checks all arguments and passes the call to its target,
 * as a kernel and its three numbers (kernels.ts). All code behind the door trusts its arguments.
 */
import type { CallTarget } from "./call.js";
import { SELU_SCALE, SELU_SCALED_ALPHA } from "./constants.js";
import { NO_OPTIONS, readOptions } from "./options.js";
import {
  checkLengthOf,
  checkNotNegative,
  readAlpha,
  readKernel,
  readLength,
  readOut,
  readPositiveAlpha,
} from "./validate.js";

/** The options of each function. */
export const ELU_OPTIONS = ["alpha", "out"];
export const SELU_OPTIONS = ["out"];
export const ELU_BACKWARD_OPTIONS = ["alpha", "from", "out"];
export const SELU_BACKWARD_OPTIONS = ["from", "out"];

export function elu<Result>(target: CallTarget<Result>, input: unknown, options: object = NO_OPTIONS): Result {
  const { alpha, out } = readOptions("elu", options, ELU_OPTIONS, "alpha: 2");
  return forward(target, "elu", input, out, readAlpha("elu", alpha), 1, 1);
}

export function selu<Result>(target: CallTarget<Result>, input: unknown, options: object = NO_OPTIONS): Result {
  const { out } = readOptions("selu", options, SELU_OPTIONS, "out");
  return forward(target, "selu", input, out, SELU_SCALED_ALPHA, SELU_SCALE, 1);
}

export function celu<Result>(target: CallTarget<Result>, input: unknown, options: object = NO_OPTIONS): Result {
  const { alpha, out } = readOptions("celu", options, ELU_OPTIONS, "alpha: 2");
  const divisor = readPositiveAlpha("celu", alpha);
  return forward(target, "celu", input, out, divisor, 1, divisor);
}

export function eluBackward<Result>(
  target: CallTarget<Result>,
  gradOutput: unknown,
  saved: unknown,
  options: object = NO_OPTIONS,
): Result {
  const { alpha, from, out } = readOptions("eluBackward", options, ELU_BACKWARD_OPTIONS, "alpha: 2");
  return backward(target, "eluBackward", gradOutput, saved, from, out, readAlpha("eluBackward", alpha), 1, 1);
}

export function seluBackward<Result>(
  target: CallTarget<Result>,
  gradOutput: unknown,
  saved: unknown,
  options: object = NO_OPTIONS,
): Result {
  const { from, out } = readOptions("seluBackward", options, SELU_BACKWARD_OPTIONS, 'from: "output"');
  return backward(target, "seluBackward", gradOutput, saved, from, out, SELU_SCALED_ALPHA, SELU_SCALE, 1);
}

export function celuBackward<Result>(
  target: CallTarget<Result>,
  gradOutput: unknown,
  saved: unknown,
  options: object = NO_OPTIONS,
): Result {
  const { alpha, from, out } = readOptions("celuBackward", options, ELU_BACKWARD_OPTIONS, "alpha: 2");
  const divisor = readPositiveAlpha("celuBackward", alpha);
  return backward(target, "celuBackward", gradOutput, saved, from, out, divisor, 1, divisor);
}

function forward<Result>(
  target: CallTarget<Result>,
  functionName: string,
  input: unknown,
  givenOut: unknown,
  alpha: number,
  scale: number,
  divisor: number,
): Result {
  const length = readLength(functionName, "input", input);
  const out = readOut(functionName, givenOut, "input", length);
  return target.compute("forward", input as Float32Array, undefined, out, length, alpha, scale, divisor);
}

function backward<Result>(
  target: CallTarget<Result>,
  functionName: string,
  gradOutput: unknown,
  saved: unknown,
  from: unknown,
  givenOut: unknown,
  alpha: number,
  scale: number,
  divisor: number,
): Result {
  const length = readLength(functionName, "gradOutput", gradOutput);
  checkLengthOf(functionName, "saved", saved, "gradOutput", length);
  const kernel = readKernel(functionName, from);
  if (kernel === "backwardFromOutput") checkNotNegative(functionName, alpha);
  const out = readOut(functionName, givenOut, "gradOutput", length);
  const [input, kept] = [gradOutput as Float32Array, saved as Float32Array];
  return target.compute(kernel, input, kept, out, length, alpha, scale, divisor);
}
