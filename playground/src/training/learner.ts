/** One network that learns a set of points, and its progress. */
import { type LayerStanding, layersOf } from "./layers.js";
import { type Activation, createNetwork } from "./network.js";
import { EXTENT, POINT_COUNT, type Points } from "./points.js";
import { NETWORKS, type NetworkName } from "./setup.js";

/** The boundary is sampled at this many places along each side of the plane. */
export const BOUNDARY_SIDE = 64;

/** The progress of a network. */
export interface Standing {
  /** The mean cross-entropy before each step since the last standing. */
  readonly losses: readonly number[];
  /** The mean cross-entropy now. */
  readonly loss: number;
  /** The share of points on the right side of the boundary, from 0 to 1. */
  readonly separated: number;
  /** The first step after which all points were on the right side. */
  readonly separatedAt: number | undefined;
  /** The mean time of a step's computation; 0 before the first step. */
  readonly milliseconds: number;
  readonly layers: readonly LayerStanding[];
  /** The probability of class 1, row by row from the upper left corner of the plane. */
  readonly boundary: Float32Array;
}

export interface Learner {
  learn(): void;
  standing(): Standing;
}

export function createLearner(
  activation: Activation,
  name: NetworkName,
  seed: number,
  { positions, classes }: Points,
): Learner {
  const network = createNetwork(activation, NETWORKS[name], seed, POINT_COUNT);
  let losses: number[] = [];
  let steps = 0;
  let milliseconds = 0;
  let separatedAt: number | undefined;

  return {
    learn() {
      const start = performance.now();
      const logits = network.forward(positions);
      if (separatedAt === undefined && shareOf(logits, classes) === 1) separatedAt = steps;
      losses.push(network.backward(classes));
      network.update();
      milliseconds += performance.now() - start;
      steps++;
    },
    standing() {
      const separated = shareOf(network.forward(positions), classes);
      if (separated === 1) separatedAt ??= steps;
      const standing = {
        losses,
        loss: network.backward(classes),
        separated,
        separatedAt,
        milliseconds: steps && milliseconds / steps,
        layers: layersOf(network, activation),
        boundary: boundaryOf(network.forward),
      };
      losses = [];
      return standing;
    },
  };
}

function shareOf(logits: Float32Array, classes: Float32Array): number {
  let right = 0;
  for (let n = 0; n < logits.length; n++) if (logits[n] > 0 === (classes[n] === 1)) right++;
  return right / logits.length;
}

/** The centres of the plane's cells, row by row from the upper left corner. */
const PLANE = Float32Array.from({ length: 2 * BOUNDARY_SIDE ** 2 }, (_, k) => {
  const cell = k >> 1;
  const column = k % 2 === 0 ? cell % BOUNDARY_SIDE : BOUNDARY_SIDE - 1 - Math.floor(cell / BOUNDARY_SIDE);
  return EXTENT * ((2 * column + 1) / BOUNDARY_SIDE - 1);
});

function boundaryOf(forward: (positions: Float32Array) => Float32Array): Float32Array {
  const boundary = new Float32Array(BOUNDARY_SIDE ** 2);
  for (let n = 0; n < boundary.length; n += POINT_COUNT) {
    const logits = forward(PLANE.subarray(2 * n, 2 * (n + POINT_COUNT)));
    for (let k = 0; k < logits.length; k++) boundary[n + k] = 1 / (1 + Math.exp(-logits[k]));
  }
  return boundary;
}
