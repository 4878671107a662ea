import { elu } from "elu-simd";
import { plainElu } from "../harness/plain-loops.js";

/** Applies the activation to all of `input`. `out` may be the same array. */
export type Activation = (input: Float32Array, out: Float32Array) => void;

/** The activations that the examples compare, under the names in their tables. */
export const ACTIVATIONS = {
  "ELU, elu-simd": (input, out) => {
    elu(input, { out });
  },
  "ELU, plain loop": (input, out) => plainElu(input, out, 1),
  "ReLU, plain loop": (input, out) => {
    for (let i = 0; i < input.length; i++) out[i] = Math.max(input[i], 0);
  },
  /** The fastest ReLU in plain JavaScript, for finite floats: it has no branch that a processor could mispredict. */
  "ReLU, without a branch": (input, out) => {
    for (let i = 0; i < input.length; i++) out[i] = (input[i] + Math.abs(input[i])) / 2;
  },
} satisfies Record<string, Activation>;

export type ActivationName = keyof typeof ACTIVATIONS;

export const ACTIVATION_NAMES = Object.keys(ACTIVATIONS) as ActivationName[];
