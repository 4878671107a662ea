/** The calls of the package that tests, benches and the playground share, each with its plain loop. */
import type {
  BackwardOptions,
  CeluBackwardOptions,
  CeluOptions,
  EluBackwardOptions,
  EluOptions,
  OutOptions,
} from "elu-simd";
import * as loops from "./plain-loops.js";

/** The package's array functions, or the functions of a pool, which return promises. */
export interface Functions<Result> {
  elu(input: Float32Array, options?: EluOptions): Result;
  selu(input: Float32Array, options?: OutOptions): Result;
  celu(input: Float32Array, options?: CeluOptions): Result;
  eluBackward(gradOutput: Float32Array, saved: Float32Array, options?: EluBackwardOptions): Result;
  seluBackward(gradOutput: Float32Array, saved: Float32Array, options?: BackwardOptions): Result;
  celuBackward(gradOutput: Float32Array, saved: Float32Array, options?: CeluBackwardOptions): Result;
}

export type FunctionName = keyof Functions<unknown>;

/** Arguments: `x` is the input or saved result of the forward, `g` the gradient with respect to the result. */
export interface Arrays<Out = Float32Array> {
  readonly x: Float32Array;
  readonly g: Float32Array;
  readonly out: Out;
}

/** A function of the package. A gradient starts from the input or the result of the forward. SELU ignores alpha. */
export interface Call {
  /** The name in titles and tables. */
  readonly title: string;
  readonly name: FunctionName;
  /** `x` is the forward's result instead of its input. */
  readonly fromOutput: boolean;
  readonly run: <Result>(on: Functions<Result>, arrays: Arrays<Float32Array | undefined>, alpha?: number) => Result;
  readonly plain: (arrays: Arrays, alpha: number) => void;
}

export const CALLS: readonly Call[] = [
  {
    ...named("elu"),
    run: (on, { x, out }, alpha) => on.elu(x, { alpha, out }),
    plain: ({ x, out }, alpha) => loops.plainElu(x, out, alpha),
  },
  {
    ...named("selu"),
    run: (on, { x, out }) => on.selu(x, { out }),
    plain: ({ x, out }) => loops.plainSelu(x, out),
  },
  {
    ...named("celu"),
    run: (on, { x, out }, alpha) => on.celu(x, { alpha, out }),
    plain: ({ x, out }, alpha) => loops.plainCelu(x, out, alpha),
  },
  {
    ...named("eluBackward"),
    run: (on, { g, x, out }, alpha) => on.eluBackward(g, x, { alpha, out }),
    plain: ({ g, x, out }, alpha) => loops.plainEluBackward(g, x, out, alpha),
  },
  {
    ...named("seluBackward"),
    run: (on, { g, x, out }) => on.seluBackward(g, x, { out }),
    plain: ({ g, x, out }) => loops.plainSeluBackward(g, x, out),
  },
  {
    ...named("celuBackward"),
    run: (on, { g, x, out }, alpha) => on.celuBackward(g, x, { alpha, out }),
    plain: ({ g, x, out }, alpha) => loops.plainCeluBackward(g, x, out, alpha),
  },
  {
    ...named("eluBackward", true),
    run: (on, { g, x, out }, alpha) => on.eluBackward(g, x, { from: "output", alpha, out }),
    plain: ({ g, x, out }, alpha) => loops.plainEluBackwardFromOutput(g, x, out, alpha),
  },
  {
    ...named("seluBackward", true),
    run: (on, { g, x, out }) => on.seluBackward(g, x, { from: "output", out }),
    plain: ({ g, x, out }) => loops.plainSeluBackwardFromOutput(g, x, out),
  },
  {
    ...named("celuBackward", true),
    run: (on, { g, x, out }, alpha) => on.celuBackward(g, x, { from: "output", alpha, out }),
    plain: ({ g, x, out }, alpha) => loops.plainCeluBackwardFromOutput(g, x, out, alpha),
  },
];

/** The call with this title. */
export function callOf(title: string): Call {
  const call = CALLS.find((call) => call.title === title);
  if (!call) throw new Error(`no call has the title ${title}`);
  return call;
}

function named(name: FunctionName, fromOutput = false) {
  return { title: fromOutput ? `${name} from output` : name, name, fromOutput };
}
