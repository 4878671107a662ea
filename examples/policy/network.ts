import { createArena } from "elu-simd";
import { normal } from "../../harness/random.js";
import type { Activation } from "../activations.js";
import { applyDense, createDense, type Dense } from "../dense.js";

/** The usual shape of a policy for a walking robot: an observation, three hidden layers, a target for each joint. */
export const WALKING_ROBOT = [48, 512, 256, 128, 12];

export interface Policy {
  layers: Dense[];
  /** The result of each layer. All are in one arena, so that activations compute them in place. */
  states: Float32Array[];
}

/** A network of dense layers of these sizes, multiples of 4, with random weights. */
export function createPolicy(sizes: number[], seed = 1): Policy {
  const layers = sizes.slice(1).map((outputs, k) => createDense(sizes[k], outputs, seed + k));
  const arena = createArena(sizes.reduce((sum, size) => sum + size));
  return { layers, states: layers.map(({ outputs }) => arena.alloc(outputs)) };
}

/** Computes the targets for one observation. The next step overwrites the result. */
export function act({ layers, states }: Policy, observation: Float32Array, activate: Activation): Float32Array {
  let x = observation;
  for (const [k, layer] of layers.entries()) {
    applyDense(layer, x, 0, states[k], 0);
    x = states[k];
    if (k < layers.length - 1) activate(x, x);
  }
  return x;
}

/** Creates `count` random observations of the length that the policy takes. */
export function observe({ layers }: Policy, count: number, seed = 1): Float32Array[] {
  const random = normal(seed);
  return Array.from({ length: count }, () => Float32Array.from({ length: layers[0].inputs }, random));
}
