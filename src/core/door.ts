/**
 * The door: one function for each of the package, which checks all arguments, and hands the call on to its target with
 * the numbers that make it of the one function that the kernels know. Everything behind the door trusts its arguments.
 */
import type { CallTarget } from "./call.js";
import { SELU_SCALE, SELU_SCALED_ALPHA } from "./constants.js";
import { NO_OPTIONS, optionsFrom } from "./options.js";
import {
  alphaFrom,
  checkLengthOf,
  checkNotNegative,
  kernelFrom,
  lengthFrom,
  outFrom,
  positiveAlphaFrom,
} from "./validate.js";

/** The options that each function takes. */
export const ELU_OPTIONS = ["alpha", "out"];
export const SELU_OPTIONS = ["out"];
export const ELU_BACKWARD_OPTIONS = ["alpha", "from", "out"];
export const SELU_BACKWARD_OPTIONS = ["from", "out"];

export function elu<Result>(target: CallTarget<Result>, input: unknown, options: object = NO_OPTIONS): Result {
  const { alpha, out } = optionsFrom("elu", options, ELU_OPTIONS, "alpha: 2");
  return forward(target, "elu", input, out, alphaFrom("elu", alpha), 1, 1);
}

export function selu<Result>(target: CallTarget<Result>, input: unknown, options: object = NO_OPTIONS): Result {
  const { out } = optionsFrom("selu", options, SELU_OPTIONS, "out");
  return forward(target, "selu", input, out, SELU_SCALED_ALPHA, SELU_SCALE, 1);
}

export function celu<Result>(target: CallTarget<Result>, input: unknown, options: object = NO_OPTIONS): Result {
  const { alpha, out } = optionsFrom("celu", options, ELU_OPTIONS, "alpha: 2");
  const divisor = positiveAlphaFrom("celu", alpha);
  return forward(target, "celu", input, out, divisor, 1, divisor);
}

export function eluBackward<Result>(
  target: CallTarget<Result>,
  gradOutput: unknown,
  saved: unknown,
  options: object = NO_OPTIONS,
): Result {
  const { alpha, from, out } = optionsFrom("eluBackward", options, ELU_BACKWARD_OPTIONS, "alpha: 2");
  return backward(target, "eluBackward", gradOutput, saved, from, out, alphaFrom("eluBackward", alpha), 1, 1);
}

export function seluBackward<Result>(
  target: CallTarget<Result>,
  gradOutput: unknown,
  saved: unknown,
  options: object = NO_OPTIONS,
): Result {
  const { from, out } = optionsFrom("seluBackward", options, SELU_BACKWARD_OPTIONS, 'from: "output"');
  return backward(target, "seluBackward", gradOutput, saved, from, out, SELU_SCALED_ALPHA, SELU_SCALE, 1);
}

export function celuBackward<Result>(
  target: CallTarget<Result>,
  gradOutput: unknown,
  saved: unknown,
  options: object = NO_OPTIONS,
): Result {
  const { alpha, from, out } = optionsFrom("celuBackward", options, ELU_BACKWARD_OPTIONS, "alpha: 2");
  const divisor = positiveAlphaFrom("celuBackward", alpha);
  return backward(target, "celuBackward", gradOutput, saved, from, out, divisor, 1, divisor);
}

function forward<Result>(
  target: CallTarget<Result>,
  where: string,
  input: unknown,
  givenOut: unknown,
  alpha: number,
  scale: number,
  divisor: number,
): Result {
  const length = lengthFrom(where, "input", input);
  const out = outFrom(where, givenOut, "input", length);
  return target.compute("forward", input as Float32Array, undefined, out, length, alpha, scale, divisor);
}

function backward<Result>(
  target: CallTarget<Result>,
  where: string,
  gradOutput: unknown,
  saved: unknown,
  from: unknown,
  givenOut: unknown,
  alpha: number,
  scale: number,
  divisor: number,
): Result {
  const length = lengthFrom(where, "gradOutput", gradOutput);
  checkLengthOf(where, "saved", saved, "gradOutput", length);
  const kernel = kernelFrom(where, from);
  if (kernel === "backwardFromOutput") checkNotNegative(where, alpha);
  const out = outFrom(where, givenOut, "gradOutput", length);
  const [input, kept] = [gradOutput as Float32Array, saved as Float32Array];
  return target.compute(kernel, input, kept, out, length, alpha, scale, divisor);
}
