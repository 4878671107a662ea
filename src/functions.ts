/**
 * The functions of the package: each checks its arguments, says which numbers make it of the one function that the
 * kernels know (kernels.ts), and hands both to whatever runs kernels: an engine, or a pool of threads.
 */
import { SELU_ALPHA, SELU_SCALE } from "./constants.js";
import type {
  BackwardOptions,
  CeluBackwardOptions,
  CeluOptions,
  EluBackwardOptions,
  EluOptions,
  OutOptions,
} from "./elu.js";
import {
  alphaFrom,
  checkFloat32Array,
  checkFrom,
  checkNotNegative,
  checkOptions,
  checkSameLength,
  positiveAlphaFrom,
  resultFor,
} from "./validate.js";

/** Runs the forward kernel on arrays that were checked, to `out`, and gives what the function returns: `out` or a promise. */
export type RunForward<Result> = (
  input: Float32Array,
  out: Float32Array,
  alpha: number,
  scale: number,
  divisor: number,
) => Result;

/** Runs a backward kernel on arrays that were checked, to `out`, and gives what the function returns. */
export type RunBackward<Result> = (
  from: "input" | "output",
  gradOutput: Float32Array,
  saved: Float32Array,
  out: Float32Array,
  alpha: number,
  scale: number,
  divisor: number,
) => Result;

export function elu<Result>(run: RunForward<Result>, input: Float32Array, options: EluOptions = {}): Result {
  const alpha = alphaFrom("elu", options);
  return forward(run, "elu", input, options, alpha, 1, 1);
}

export function selu<Result>(run: RunForward<Result>, input: Float32Array, options: OutOptions = {}): Result {
  checkOptions("selu", options, "{ out }");
  return forward(run, "selu", input, options, SELU_ALPHA, SELU_SCALE, 1);
}

export function celu<Result>(run: RunForward<Result>, input: Float32Array, options: CeluOptions = {}): Result {
  const alpha = positiveAlphaFrom("celu", options);
  return forward(run, "celu", input, options, alpha, 1, alpha);
}

export function eluBackward<Result>(
  run: RunBackward<Result>,
  gradOutput: Float32Array,
  saved: Float32Array,
  options: EluBackwardOptions = {},
): Result {
  const alpha = alphaFrom("eluBackward", options);
  if (options.from === "output") checkNotNegative("eluBackward", alpha);
  return backward(run, "eluBackward", gradOutput, saved, options, alpha, 1, 1);
}

export function seluBackward<Result>(
  run: RunBackward<Result>,
  gradOutput: Float32Array,
  saved: Float32Array,
  options: BackwardOptions = {},
): Result {
  checkOptions("seluBackward", options, '{ from: "output" }');
  return backward(run, "seluBackward", gradOutput, saved, options, SELU_ALPHA, SELU_SCALE, 1);
}

export function celuBackward<Result>(
  run: RunBackward<Result>,
  gradOutput: Float32Array,
  saved: Float32Array,
  options: CeluBackwardOptions = {},
): Result {
  const alpha = positiveAlphaFrom("celuBackward", options);
  return backward(run, "celuBackward", gradOutput, saved, options, alpha, 1, alpha);
}

function forward<Result>(
  run: RunForward<Result>,
  where: string,
  input: Float32Array,
  { out }: OutOptions,
  alpha: number,
  scale: number,
  divisor: number,
): Result {
  checkFloat32Array(where, "input", input);
  return run(input, resultFor(where, out, "input", input), alpha, scale, divisor);
}

function backward<Result>(
  run: RunBackward<Result>,
  where: string,
  gradOutput: Float32Array,
  saved: Float32Array,
  { from = "input", out }: BackwardOptions,
  alpha: number,
  scale: number,
  divisor: number,
): Result {
  checkFloat32Array(where, "gradOutput", gradOutput);
  checkFloat32Array(where, "saved", saved);
  checkSameLength(where, "saved", saved, "gradOutput", gradOutput);
  checkFrom(where, from);
  return run(from, gradOutput, saved, resultFor(where, out, "gradOutput", gradOutput), alpha, scale, divisor);
}
