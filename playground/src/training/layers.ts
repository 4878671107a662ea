/** What a network looks like inside, layer by layer: what the article says of ELU, in numbers. */
import type { Activation, Network } from "./network.js";

/** One hidden layer, over all units and all points of the last forward and backward. */
export interface LayerStanding {
  /** The mean of the activations beside their root mean square: 0 where they balance, 1 where none is below 0 or apart. */
  readonly mean: number;
  /** How many units let no gradient through, at no point. */
  readonly dead: number;
  readonly units: number;
  /** The root mean square of the gradient with respect to the activation's input. */
  readonly gradient: number;
}

/** A unit whose derivative is smaller at every point counts as dead: it hardly learns any more. */
export const NO_DERIVATIVE = 0.01;

export function layersOf({ hidden }: Network, activation: Activation): LayerStanding[] {
  return hidden.map(({ units, results, inputGradients }) => ({
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
