/** Every function of the package, and the loop that everybody writes for it. */
import { type Elu, elu } from "elu-simd";
import {
  plainCelu,
  plainCeluBackward,
  plainElu,
  plainEluBackward,
  plainEluBackwardFromOutput,
  plainSelu,
  plainSeluBackward,
  plainSeluBackwardFromOutput,
} from "../harness/plain-loops.js";
import { normal } from "../harness/random.js";

/** What a function reads and writes: inputs, the results of `elu` for them, gradients with respect to a result. */
export interface Floats<Out = Float32Array> {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly g: Float32Array;
  readonly out: Out;
}

/** Of one length; half of the inputs are negative. */
export function floatsOf(length: number): Floats {
  const [x, g] = [normal(1), normal(2)].map((random) => Float32Array.from({ length }, random));
  return { x, y: elu(x), g, out: new Float32Array(length) };
}

export interface FamilyMember {
  readonly name: string;
  /** Gives a new array where there is no `out`. */
  readonly ours: (on: Elu, floats: Floats<Float32Array | undefined>) => Float32Array;
  readonly plain: (floats: Floats) => void;
}

export const FAMILY: readonly FamilyMember[] = [
  {
    name: "elu",
    ours: (on, { x, out }) => on.elu(x, { out }),
    plain: ({ x, out }) => plainElu(x, out, 1),
  },
  {
    name: "elu, alpha 0.3",
    ours: (on, { x, out }) => on.elu(x, { alpha: 0.3, out }),
    plain: ({ x, out }) => plainElu(x, out, 0.3),
  },
  {
    name: "selu",
    ours: (on, { x, out }) => on.selu(x, { out }),
    plain: ({ x, out }) => plainSelu(x, out),
  },
  {
    name: "celu, alpha 2",
    ours: (on, { x, out }) => on.celu(x, { alpha: 2, out }),
    plain: ({ x, out }) => plainCelu(x, out, 2),
  },
  {
    name: "eluBackward",
    ours: (on, { g, x, out }) => on.eluBackward(g, x, { out }),
    plain: ({ g, x, out }) => plainEluBackward(g, x, out, 1),
  },
  {
    name: "eluBackward, alpha 0.3",
    ours: (on, { g, x, out }) => on.eluBackward(g, x, { alpha: 0.3, out }),
    plain: ({ g, x, out }) => plainEluBackward(g, x, out, 0.3),
  },
  {
    name: "seluBackward",
    ours: (on, { g, x, out }) => on.seluBackward(g, x, { out }),
    plain: ({ g, x, out }) => plainSeluBackward(g, x, out),
  },
  {
    name: "celuBackward, alpha 2",
    ours: (on, { g, x, out }) => on.celuBackward(g, x, { alpha: 2, out }),
    plain: ({ g, x, out }) => plainCeluBackward(g, x, out, 2),
  },
  {
    name: "eluBackward, from output",
    ours: (on, { g, y, out }) => on.eluBackward(g, y, { from: "output", out }),
    plain: ({ g, y, out }) => plainEluBackwardFromOutput(g, y, out, 1),
  },
  {
    name: "seluBackward, from output",
    ours: (on, { g, y, out }) => on.seluBackward(g, y, { from: "output", out }),
    plain: ({ g, y, out }) => plainSeluBackwardFromOutput(g, y, out),
  },
];
