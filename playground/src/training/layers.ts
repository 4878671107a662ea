/** The hidden layers of a network: the effects that the ELU article describes, in numbers. */
import type { Activation, Network } from "./network.js";

/** One hidden layer, over all units and points of the last forward and backward pass. */
export interface LayerStanding {
  /** The mean of the activations divided by their root mean square: 0 if they balance, 1 if all are equal. */
  readonly mean: number;
  /** The number of units that pass almost no gradient at any point. */
  readonly dead: number;
  readonly units: number;
  /** The root mean square of the gradient with respect to the activation's input. */
  readonly gradient: number;
}

/** A unit whose derivatives are smaller at all points counts as dead: it hardly learns any more. */
const NO_DERIVATIVE = 0.01;

export function layersOf({ layers }: Network, activation: Activation): LayerStanding[] {
  return layers.slice(0, -1).map(({ units, results, inputGradients }) => ({
    mean: sumOf(results) / results.length / (sizeOf(results) || 1),
    dead: deadUnits(activation, results, units),
    units,
    gradient: sizeOf(inputGradients),
  }));
}

function deadUnits(activation: Activation, results: Float32Array, units: number): number {
  const derivatives = new Float32Array(results.length).fill(1);
  activation.backward(derivatives, results);
  const alive = new Set<number>();
  for (const [k, derivative] of derivatives.entries()) if (derivative >= NO_DERIVATIVE) alive.add(k % units);
  return units - alive.size;
}

/** The root mean square. */
function sizeOf(values: Float32Array): number {
  return Math.sqrt(sumOf(values.map((value) => value ** 2)) / values.length);
}

function sumOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
