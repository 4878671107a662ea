/** Every call of the package's functions that tests, benches and the playground make, with the plain loop of each. */
import type {
  BackwardOptions,
  CeluBackwardOptions,
  CeluOptions,
  EluBackwardOptions,
  EluOptions,
  OutOptions,
} from "elu-simd";
import * as loops from "./plain-loops.js";

/** The array functions, or those of a pool, which return promises. */
export interface Functions<Result> {
  elu(input: Float32Array, options?: EluOptions): Result;
  selu(input: Float32Array, options?: OutOptions): Result;
  celu(input: Float32Array, options?: CeluOptions): Result;
  eluBackward(gradOutput: Float32Array, saved: Float32Array, options?: EluBackwardOptions): Result;
  seluBackward(gradOutput: Float32Array, saved: Float32Array, options?: BackwardOptions): Result;
  celuBackward(gradOutput: Float32Array, saved: Float32Array, options?: CeluBackwardOptions): Result;
}

export type FunctionName = keyof Functions<unknown>;

/** Inputs or saved results of a forward, gradients with respect to the result, and where the result goes. */
export interface Arrays<Out = Float32Array> {
  readonly x: Float32Array;
  readonly g: Float32Array;
  readonly out: Out;
}

/** A function of the package; for a gradient, from the forward's input or its result. SELU ignores alpha. */
export interface Call {
  /** As titles and tables call it. */
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

/** The call of that title. */
export function callOf(title: string): Call {
  const found = CALLS.find((call) => call.title === title);
  if (!found) throw new Error(`there is no ${title}`);
  return found;
}

function named(name: FunctionName, fromOutput = false) {
  return { title: fromOutput ? `${name} from output` : name, name, fromOutput };
}
