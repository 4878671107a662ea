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
  checkNotNegative,
  checkOptions,
  checkSameLength,
  floatsFrom,
  kernelFrom,
  outFrom,
  positiveAlphaFrom,
} from "./validate.js";

/** Runs kernels on arrays that were checked. */
export interface Runner<H extends How> {
  /** How it gives results. */
  readonly gives: H;
  /**
   * Computes `kernel` of `first` and `second` to `out`, all plain and equally long; a forward has its one input twice.
   * Gives `result`, or a promise of it.
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

/** The options that each function takes. */
const ELU_OPTIONS = ["alpha", "out"];
const SELU_OPTIONS = ["out"];
const ELU_BACKWARD_OPTIONS = ["alpha", "from", "out"];
const SELU_BACKWARD_OPTIONS = ["from", "out"];

const NONE = {};

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
  options: EluOptions<Out> = NONE,
): Results<OutOf<Out>>[H] {
  checkOptions("elu", options, ELU_OPTIONS, "alpha: 2");
  const alpha = alphaFrom("elu", options.alpha);
  return forward(runner, "elu", input, options, alpha, 1, 1);
}

export function selu<H extends How, Out extends Float32Array>(
  runner: Runner<H>,
  input: Float32Array,
  options: OutOptions<Out> = NONE,
): Results<OutOf<Out>>[H] {
  checkOptions("selu", options, SELU_OPTIONS, "out");
  return forward(runner, "selu", input, options, SELU_ALPHA, SELU_SCALE, 1);
}

export function celu<H extends How, Out extends Float32Array>(
  runner: Runner<H>,
  input: Float32Array,
  options: CeluOptions<Out> = NONE,
): Results<OutOf<Out>>[H] {
  checkOptions("celu", options, ELU_OPTIONS, "alpha: 2");
  const alpha = positiveAlphaFrom("celu", options.alpha);
  return forward(runner, "celu", input, options, alpha, 1, alpha);
}

export function eluBackward<H extends How, Out extends Float32Array>(
  runner: Runner<H>,
  gradOutput: Float32Array,
  saved: Float32Array,
  options: EluBackwardOptions<Out> = NONE,
): Results<OutOf<Out>>[H] {
  checkOptions("eluBackward", options, ELU_BACKWARD_OPTIONS, "alpha: 2");
  const alpha = alphaFrom("eluBackward", options.alpha);
  return backward(runner, "eluBackward", gradOutput, saved, options, alpha, 1, 1);
}

export function seluBackward<H extends How, Out extends Float32Array>(
  runner: Runner<H>,
  gradOutput: Float32Array,
  saved: Float32Array,
  options: BackwardOptions<Out> = NONE,
): Results<OutOf<Out>>[H] {
  checkOptions("seluBackward", options, SELU_BACKWARD_OPTIONS, 'from: "output"');
  return backward(runner, "seluBackward", gradOutput, saved, options, SELU_ALPHA, SELU_SCALE, 1);
}

export function celuBackward<H extends How, Out extends Float32Array>(
  runner: Runner<H>,
  gradOutput: Float32Array,
  saved: Float32Array,
  options: CeluBackwardOptions<Out> = NONE,
): Results<OutOf<Out>>[H] {
  checkOptions("celuBackward", options, ELU_BACKWARD_OPTIONS, "alpha: 2");
  const alpha = positiveAlphaFrom("celuBackward", options.alpha);
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
  const x = floatsFrom(where, "input", input);
  const y = outFrom(where, out, "input", x);
  return runner.run("forward", x, x, y, alpha, scale, divisor, (out ?? y) as OutOf<Out>);
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
  const first = floatsFrom(where, "gradOutput", gradOutput);
  const second = floatsFrom(where, "saved", saved);
  checkSameLength(where, "saved", second, "gradOutput", first);
  const kernel = kernelFrom(where, from);
  if (kernel === "backwardFromOutput") checkNotNegative(where, alpha);
  const gradInput = outFrom(where, out, "gradOutput", first);
  return runner.run(kernel, first, second, gradInput, alpha, scale, divisor, (out ?? gradInput) as OutOf<Out>);
}
