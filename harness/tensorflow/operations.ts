/** The operations that the adapter computes on every backend, and their errors with the adapter and without. */
import type * as TensorFlow from "@tensorflow/tfjs";
import * as functions from "elu-simd";
import { ELU, SELU } from "../../proof/reference/family.js";
import { ulpError } from "../../proof/reference/ulp.js";
import type { registerElu } from "../../src/tfjs.js";
import { uniform } from "../random.js";

type Tf = typeof TensorFlow;
type Tensor = TensorFlow.Tensor;
type Elu = ReturnType<typeof registerElu<Tensor, TensorFlow.layers.Layer, object>>["elu"];

export interface Operation {
  readonly name: string;
  /** By TensorFlow.js, or composed of its operations. */
  readonly own: (tf: Tf, x: Tensor, dy: Tensor) => Tensor;
  /** By the adapter. `dy` is the upstream gradient. */
  readonly ours: (tf: Tf, x: Tensor, elu: Elu, dy: Tensor) => Tensor;
  /** By the functions of the package, whose bits the backends cpu and wasm return. */
  readonly byPackage: (x: Float32Array, dy: Float32Array) => Float32Array;
  /** The exact result for `dy` = 1. */
  readonly exact: (x: number) => number;
}

export const ALPHA = Math.fround(0.3);

const composed = (tf: Tf, x: Tensor) => tf.leakyRelu(tf.elu(x), ALPHA);

/** Composed as alpha e^x below 0 and 1 above, because EluGrad has no gradient. */
export const composedGradient = (tf: Tf, x: Tensor) => tf.mul(tf.step(x, ALPHA), tf.exp(tf.clipByValue(x, -110, 0)));

export const OPERATIONS: readonly Operation[] = [
  {
    name: "tf.elu(x)",
    own: (tf, x) => tf.elu(x),
    ours: (tf, x) => tf.elu(x),
    byPackage: (x) => functions.elu(x),
    exact: (x) => ELU.value(x, 1),
  },
  {
    name: "elu(x, 0.3)",
    own: composed,
    ours: (_, x, elu) => elu(x, ALPHA),
    byPackage: (x) => functions.elu(x, { alpha: ALPHA }),
    exact: (x) => ELU.value(x, ALPHA),
  },
  {
    name: "tf.selu(x)",
    own: (tf, x) => tf.selu(x),
    ours: (tf, x) => tf.selu(x),
    byPackage: (x) => functions.selu(x),
    exact: (x) => SELU.value(x, 1),
  },
  {
    name: "gradient of elu(x, 0.3)",
    own: (tf, x, dy) => tf.grad((x) => composed(tf, x))(x, dy),
    ours: (tf, x, elu, dy) => tf.grad((x) => elu(x, ALPHA))(x, dy),
    byPackage: (x, dy) => functions.eluBackward(dy, x, { alpha: ALPHA }),
    exact: (x) => ELU.gradient(x, ALPHA),
  },
  {
    name: "second gradient of elu(x, 0.3)",
    own: (tf, x, dy) => tf.grad((x) => composedGradient(tf, x))(x, dy),
    ours: (tf, x, elu, dy) => tf.grad((x) => tf.grad((x) => elu(x, ALPHA))(x, dy))(x, dy),
    byPackage: (x, dy) => {
      const squares = dy.map((dy) => dy * dy);
      return functions.eluBackward(squares, x, { alpha: ALPHA }).map((gradient, i) => (x[i] < 0 ? gradient : 0));
    },
    exact: (x) => (x > 0 ? 0 : ELU.gradient(x, ALPHA)),
  },
];

/** Floats from -2^-40 to -20: `each` in every binade. */
export function hardInputs(each = 500): Float32Array {
  const random = uniform(3);
  const inputs: number[] = [-20, -(2 ** -40), -1];
  for (let exponent = -40; exponent < 5; exponent++) {
    for (let k = 0; k < each; k++) inputs.push(-Math.min(20, 2 ** exponent * (1 + random())));
  }
  return Float32Array.from(inputs);
}

/** Reads a float32 tensor of any backend and disposes of it. */
export async function floatsOf(tensor: Tensor): Promise<Float32Array> {
  const floats = (await tensor.data()) as Float32Array;
  tensor.dispose();
  return floats;
}

export interface Errors {
  /** In ULP, for x from -1 up. */
  readonly ulp: number;
  /** Relative to the exact result, for x below -1. */
  readonly relative: number;
}

/** The largest errors of `results` at `inputs`. */
export function largestErrors(inputs: Float32Array, results: ArrayLike<number>, exact: Operation["exact"]): Errors {
  let [ulp, relative] = [0, 0];
  for (const [i, x] of inputs.entries()) {
    const expected = exact(x);
    if (x >= -1) ulp = Math.max(ulp, ulpError(results[i], expected));
    else relative = Math.max(relative, Math.abs(results[i] / expected - 1));
    if (Number.isNaN(results[i])) ulp = Number.POSITIVE_INFINITY;
  }
  return { ulp, relative };
}
