/** The functions of the package, in every form that tests, benches and the playground call, with the plain loop of each. */
import type {
  BackwardOptions,
  CeluBackwardOptions,
  CeluOptions,
  EluBackwardOptions,
  EluOptions,
  OutOptions,
} from "elu-simd";
import {
  plainCelu,
  plainCeluBackward,
  plainCeluBackwardFromOutput,
  plainElu,
  plainEluBackward,
  plainEluBackwardFromOutput,
  plainSelu,
  plainSeluBackward,
  plainSeluBackwardFromOutput,
} from "./plain-loops.js";

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

export interface FamilyMember {
  /** As titles and tables call it. */
  readonly title: string;
  readonly name: FunctionName;
  readonly takesAlpha: boolean;
  /** `x` is the forward's result instead of its input. */
  readonly fromOutput: boolean;
  readonly run: <Result>(on: Functions<Result>, arrays: Arrays<Float32Array | undefined>, alpha?: number) => Result;
  readonly plain: (arrays: Arrays, alpha: number) => void;
}

export const FAMILY: readonly FamilyMember[] = [
  {
    ...forward("elu", true),
    run: (on, { x, out }, alpha) => on.elu(x, { alpha, out }),
    plain: ({ x, out }, alpha) => plainElu(x, out, alpha),
  },
  {
    ...forward("selu", false),
    run: (on, { x, out }) => on.selu(x, { out }),
    plain: ({ x, out }) => plainSelu(x, out),
  },
  {
    ...forward("celu", true),
    run: (on, { x, out }, alpha) => on.celu(x, { alpha, out }),
    plain: ({ x, out }, alpha) => plainCelu(x, out, alpha),
  },
  {
    ...backward("eluBackward", true),
    run: (on, { g, x, out }, alpha) => on.eluBackward(g, x, { alpha, out }),
    plain: ({ g, x, out }, alpha) => plainEluBackward(g, x, out, alpha),
  },
  {
    ...backward("seluBackward", false),
    run: (on, { g, x, out }) => on.seluBackward(g, x, { out }),
    plain: ({ g, x, out }) => plainSeluBackward(g, x, out),
  },
  {
    ...backward("celuBackward", true),
    run: (on, { g, x, out }, alpha) => on.celuBackward(g, x, { alpha, out }),
    plain: ({ g, x, out }, alpha) => plainCeluBackward(g, x, out, alpha),
  },
  {
    ...backward("eluBackward", true, true),
    run: (on, { g, x, out }, alpha) => on.eluBackward(g, x, { from: "output", alpha, out }),
    plain: ({ g, x, out }, alpha) => plainEluBackwardFromOutput(g, x, out, alpha),
  },
  {
    ...backward("seluBackward", false, true),
    run: (on, { g, x, out }) => on.seluBackward(g, x, { from: "output", out }),
    plain: ({ g, x, out }) => plainSeluBackwardFromOutput(g, x, out),
  },
  {
    ...backward("celuBackward", true, true),
    run: (on, { g, x, out }, alpha) => on.celuBackward(g, x, { from: "output", alpha, out }),
    plain: ({ g, x, out }, alpha) => plainCeluBackwardFromOutput(g, x, out, alpha),
  },
];

/** The member of that title. */
export function memberOf(title: string): FamilyMember {
  const found = FAMILY.find((member) => member.title === title);
  if (!found) throw new Error(`there is no ${title}`);
  return found;
}

function forward(name: FunctionName, takesAlpha: boolean) {
  return { title: name, name, takesAlpha, fromOutput: false };
}

function backward(name: FunctionName, takesAlpha: boolean, fromOutput = false) {
  return { title: fromOutput ? `${name} from output` : name, name, takesAlpha, fromOutput };
}
