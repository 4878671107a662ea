/**
 * The functions of the package on an engine: each checks its arguments, says which numbers make it of the one function
 * that the kernels know (kernels.ts), and runs the kernel in the workspace that holds its arrays.
 */
import { SELU_ALPHA, SELU_SCALE } from "./constants.js";
import type {
  BackendInfo,
  BackwardOptions,
  CeluBackwardOptions,
  CeluOptions,
  EluBackwardOptions,
  EluOptions,
  OutOptions,
} from "./elu.js";
import { type Engine, workspaceFor } from "./engine.js";
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
import { runBackward, runForward } from "./workspace.js";

export function elu(engine: Engine, input: Float32Array, options: EluOptions = {}): Float32Array {
  const alpha = alphaFrom("elu", options);
  return forward(engine, "elu", input, options, alpha, 1, 1);
}

export function selu(engine: Engine, input: Float32Array, options: OutOptions = {}): Float32Array {
  checkOptions("selu", options, "{ out }");
  return forward(engine, "selu", input, options, SELU_ALPHA, SELU_SCALE, 1);
}

export function celu(engine: Engine, input: Float32Array, options: CeluOptions = {}): Float32Array {
  const alpha = positiveAlphaFrom("celu", options);
  return forward(engine, "celu", input, options, alpha, 1, alpha);
}

export function eluBackward(
  engine: Engine,
  gradOutput: Float32Array,
  saved: Float32Array,
  options: EluBackwardOptions = {},
): Float32Array {
  const alpha = alphaFrom("eluBackward", options);
  if (options.from === "output") checkNotNegative("eluBackward", alpha);
  return backward(engine, "eluBackward", gradOutput, saved, options, alpha, 1, 1);
}

export function seluBackward(
  engine: Engine,
  gradOutput: Float32Array,
  saved: Float32Array,
  options: BackwardOptions = {},
): Float32Array {
  checkOptions("seluBackward", options, '{ from: "output" }');
  return backward(engine, "seluBackward", gradOutput, saved, options, SELU_ALPHA, SELU_SCALE, 1);
}

export function celuBackward(
  engine: Engine,
  gradOutput: Float32Array,
  saved: Float32Array,
  options: CeluBackwardOptions = {},
): Float32Array {
  const alpha = positiveAlphaFrom("celuBackward", options);
  return backward(engine, "celuBackward", gradOutput, saved, options, alpha, 1, alpha);
}

export function getBackend({ backend: { name, reason } }: Engine): BackendInfo {
  return { name, reason };
}

function forward(
  engine: Engine,
  where: string,
  input: Float32Array,
  { out }: OutOptions,
  alpha: number,
  scale: number,
  divisor: number,
): Float32Array {
  checkFloat32Array(where, "input", input);
  const result = resultFor(where, out, "input", input);
  runForward(workspaceFor(engine, result, input, input), input, result, alpha, scale, divisor);
  return result;
}

function backward(
  engine: Engine,
  where: string,
  gradOutput: Float32Array,
  saved: Float32Array,
  { from = "input", out }: BackwardOptions,
  alpha: number,
  scale: number,
  divisor: number,
): Float32Array {
  checkFloat32Array(where, "gradOutput", gradOutput);
  checkFloat32Array(where, "saved", saved);
  checkSameLength(where, "saved", saved, "gradOutput", gradOutput);
  checkFrom(where, from);
  const result = resultFor(where, out, "gradOutput", gradOutput);
  const workspace = workspaceFor(engine, result, gradOutput, saved);
  runBackward(workspace, from, gradOutput, saved, result, alpha, scale, divisor);
  return result;
}
