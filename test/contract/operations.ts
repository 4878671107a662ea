import type {
  BackwardOptions,
  CeluBackwardOptions,
  CeluOptions,
  EluBackwardOptions,
  EluOptions,
  OutOptions,
} from "elu-simd";

/** The array functions, as they are or as promises. */
export interface Functions<Result> {
  elu(input: Float32Array, options?: EluOptions): Result;
  selu(input: Float32Array, options?: OutOptions): Result;
  celu(input: Float32Array, options?: CeluOptions): Result;
  eluBackward(gradOutput: Float32Array, saved: Float32Array, options?: EluBackwardOptions): Result;
  seluBackward(gradOutput: Float32Array, saved: Float32Array, options?: BackwardOptions): Result;
  celuBackward(gradOutput: Float32Array, saved: Float32Array, options?: CeluBackwardOptions): Result;
}

/** A function of the package with its parameters: what holds for one array function has to hold for all of them. */
export interface Operation {
  readonly title: string;
  /** How many arrays it takes. */
  readonly arity: 1 | 2;
  readonly run: <Result>(functions: Functions<Result>, inputs: readonly Float32Array[], out?: Float32Array) => Result;
}

/** Each loop of the kernels is in one of these at least. */
export const operations: readonly Operation[] = [
  { title: "elu", arity: 1, run: ({ elu }, [x], out) => elu(x, { out }) },
  { title: "elu, alpha 1.3", arity: 1, run: ({ elu }, [x], out) => elu(x, { alpha: 1.3, out }) },
  { title: "selu", arity: 1, run: ({ selu }, [x], out) => selu(x, { out }) },
  { title: "celu, alpha 1.3", arity: 1, run: ({ celu }, [x], out) => celu(x, { alpha: 1.3, out }) },
  { title: "eluBackward", arity: 2, run: ({ eluBackward }, [g, x], out) => eluBackward(g, x, { out }) },
  {
    title: "eluBackward, alpha 1.3",
    arity: 2,
    run: ({ eluBackward }, [g, x], out) => eluBackward(g, x, { alpha: 1.3, out }),
  },
  {
    title: "eluBackward from output",
    arity: 2,
    run: ({ eluBackward }, [g, y], out) => eluBackward(g, y, { from: "output", out }),
  },
  { title: "seluBackward", arity: 2, run: ({ seluBackward }, [g, x], out) => seluBackward(g, x, { out }) },
  {
    title: "seluBackward from output",
    arity: 2,
    run: ({ seluBackward }, [g, y], out) => seluBackward(g, y, { from: "output", out }),
  },
  {
    title: "celuBackward, alpha 1.3",
    arity: 2,
    run: ({ celuBackward }, [g, x], out) => celuBackward(g, x, { alpha: 1.3, out }),
  },
];
