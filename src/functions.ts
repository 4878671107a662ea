/**
 * The functions of the package: each checks its arguments, says which numbers make it of the one function that the
 * kernels know (kernels.ts), and hands both to whatever runs kernels: an engine, or a pool of threads.
 */
import type {
  BackwardOptions,
  CeluBackwardOptions,
  CeluOptions,
  EluBackwardOptions,
  EluOptions,
  Functions,
  How,
  OutOf,
  OutOptions,
  Results,
} from "./api.js";
import { SELU_ALPHA, SELU_SCALE } from "./constants.js";
import type { KernelName } from "./kernels.js";
import {
  alphaFrom,
  checkFloat32Array,
  checkNotNegative,
  checkOptions,
  checkSameLength,
  kernelFrom,
  positiveAlphaFrom,
  resultFor,
} from "./validate.js";

/** Runs kernels on arrays that were checked. */
export interface Runner<H extends How> {
  /** How it gives results. */
  readonly gives: H;
  /**
   * Computes `kernel` of `first` and `second` to `out`, all equally long; a forward has its one input twice. Gives
   * `result`, or a promise of it.
   */
  run<Out>(
    kernel: KernelName,
    first: Float32Array,
    second: Float32Array,
    out: Float32Array,
    alpha: number,
    scale: number,
    divisor: number,
    result: Out,
  ): Results<Out>[H];
}

/** All of them, on what runs kernels. They need no `this`. */
export function functionsOn<H extends How>(runner: Runner<H>): Functions<H> {
  return {
    elu: (input, options) => elu(runner, input, options),
    selu: (input, options) => selu(runner, input, options),
    celu: (input, options) => celu(runner, input, options),
    eluBackward: (gradOutput, saved, options) => eluBackward(runner, gradOutput, saved, options),
    seluBackward: (gradOutput, saved, options) => seluBackward(runner, gradOutput, saved, options),
    celuBackward: (gradOutput, saved, options) => celuBackward(runner, gradOutput, saved, options),
  };
}

export function elu<H extends How, Out extends Float32Array>(
  runner: Runner<H>,
  input: Float32Array,
  options: EluOptions<Out> = {},
): Results<OutOf<Out>>[H] {
  const alpha = alphaFrom("elu", options);
  return forward(runner, "elu", input, options, alpha, 1, 1);
}

export function selu<H extends How, Out extends Float32Array>(
  runner: Runner<H>,
  input: Float32Array,
  options: OutOptions<Out> = {},
): Results<OutOf<Out>>[H] {
  checkOptions("selu", options, "{ out }");
  return forward(runner, "selu", input, options, SELU_ALPHA, SELU_SCALE, 1);
}

export function celu<H extends How, Out extends Float32Array>(
  runner: Runner<H>,
  input: Float32Array,
  options: CeluOptions<Out> = {},
): Results<OutOf<Out>>[H] {
  const alpha = positiveAlphaFrom("celu", options);
  return forward(runner, "celu", input, options, alpha, 1, alpha);
}

export function eluBackward<H extends How, Out extends Float32Array>(
  runner: Runner<H>,
  gradOutput: Float32Array,
  saved: Float32Array,
  options: EluBackwardOptions<Out> = {},
): Results<OutOf<Out>>[H] {
  const alpha = alphaFrom("eluBackward", options);
  if (options.from === "output") checkNotNegative("eluBackward", alpha);
  return backward(runner, "eluBackward", gradOutput, saved, options, alpha, 1, 1);
}

export function seluBackward<H extends How, Out extends Float32Array>(
  runner: Runner<H>,
  gradOutput: Float32Array,
  saved: Float32Array,
  options: BackwardOptions<Out> = {},
): Results<OutOf<Out>>[H] {
  checkOptions("seluBackward", options, '{ from: "output" }');
  return backward(runner, "seluBackward", gradOutput, saved, options, SELU_ALPHA, SELU_SCALE, 1);
}

export function celuBackward<H extends How, Out extends Float32Array>(
  runner: Runner<H>,
  gradOutput: Float32Array,
  saved: Float32Array,
  options: CeluBackwardOptions<Out> = {},
): Results<OutOf<Out>>[H] {
  const alpha = positiveAlphaFrom("celuBackward", options);
  return backward(runner, "celuBackward", gradOutput, saved, options, alpha, 1, alpha);
}

function forward<H extends How, Out extends Float32Array>(
  runner: Runner<H>,
  where: string,
  input: Float32Array,
  { out }: OutOptions<Out>,
  alpha: number,
  scale: number,
  divisor: number,
): Results<OutOf<Out>>[H] {
  checkFloat32Array(where, "input", input);
  const result = resultFor(where, out, "input", input);
  return runner.run("forward", input, input, result, alpha, scale, divisor, result as OutOf<Out>);
}

function backward<H extends How, Out extends Float32Array>(
  runner: Runner<H>,
  where: string,
  gradOutput: Float32Array,
  saved: Float32Array,
  { from, out }: BackwardOptions<Out>,
  alpha: number,
  scale: number,
  divisor: number,
): Results<OutOf<Out>>[H] {
  checkFloat32Array(where, "gradOutput", gradOutput);
  checkFloat32Array(where, "saved", saved);
  checkSameLength(where, "saved", saved, "gradOutput", gradOutput);
  const kernel = kernelFrom(where, from);
  const result = resultFor(where, out, "gradOutput", gradOutput);
  return runner.run(kernel, gradOutput, saved, result, alpha, scale, divisor, result as OutOf<Out>);
}
