/** ELU and ReLU learning the same points, in networks that start from the same weights. */
import { type Activation, createNetwork, eluActivation, type Network, RELU } from "./network.js";
import { type DataSet, EXTENT, makePoints, POINT_COUNT, type Points } from "./points.js";

/** The hidden layers that can be chosen, by the name in the address. */
export const NETWORKS = { "2x16": [16, 16], "4x8": [8, 8, 8, 8], "8x8": [8, 8, 8, 8, 8, 8, 8, 8] } as const;

export type NetworkName = keyof typeof NETWORKS;

/** The seeds that can be chosen: whole numbers from 1. */
export const LARGEST_SEED = 999;

/** Training ends here. */
export const LAST_STEP = 3000;

/** A boundary is drawn from so many places along each side of the plane. */
export const BOUNDARY_SIDE = 64;

/** What both networks start from. */
export interface DuelSetup {
  readonly dataSet: DataSet;
  readonly network: NetworkName;
  readonly seed: number;
  /** ELU's. */
  readonly alpha: number;
}

/** How far one of the two has come. */
export interface Standing {
  /** The mean cross-entropy before each step since the last standing. */
  readonly losses: readonly number[];
  /** The mean cross-entropy now. */
  readonly loss: number;
  /** The share of the points that lie on the right side of the boundary, from 0 to 1. */
  readonly separated: number;
  /** By the time that the steps took, drawing and waiting left out; 0 before the first. */
  readonly stepsPerSecond: number;
  /** How sure the network is of class 1, from 0 to 1, row by row from the upper left corner of the plane. */
  readonly boundary: Float32Array;
}

export interface DuelStanding {
  readonly step: number;
  readonly elu: Standing;
  readonly relu: Standing;
}

/** How far to go: so many steps, or as many as can be done in so many milliseconds. */
export type Advance = { readonly steps: number } | { readonly milliseconds: number };

export interface Duel {
  advance(by: Advance): DuelStanding;
}

export function createDuel({ dataSet, network, seed, alpha }: DuelSetup): Duel {
  const points = makePoints(dataSet, seed);
  const learner = (activation: Activation) =>
    createLearner(createNetwork(activation, NETWORKS[network], 2 * seed + 1, POINT_COUNT), points);
  const [elu, relu] = [learner(eluActivation(alpha)), learner(RELU)];
  let step = 0;
  return {
    advance(by) {
      const end = "steps" in by ? Math.min(step + by.steps, LAST_STEP) : LAST_STEP;
      const deadline = "steps" in by ? Infinity : performance.now() + by.milliseconds;
      for (; step < end && performance.now() < deadline; step++) {
        elu.learn();
        relu.learn();
      }
      return { step, elu: elu.standing(), relu: relu.standing() };
    },
  };
}

interface Learner {
  learn(): void;
  standing(): Standing;
}

function createLearner(network: Network, { positions, classes }: Points): Learner {
  let losses: number[] = [];
  let steps = 0;
  let milliseconds = 0;
  return {
    learn() {
      const start = performance.now();
      network.forward(positions);
      losses.push(network.backward(classes));
      network.update();
      milliseconds += performance.now() - start;
      steps++;
    },
    standing() {
      const logits = network.forward(positions);
      const right = logits.filter((logit, n) => logit > 0 === (classes[n] === 1)).length;
      const standing = {
        losses,
        loss: network.backward(classes),
        separated: right / classes.length,
        stepsPerSecond: milliseconds > 0 ? (1000 * steps) / milliseconds : 0,
        boundary: boundaryOf(network),
      };
      losses = [];
      return standing;
    },
  };
}

/** The middles of the cells of the plane, row by row from the upper left corner. */
const PLANE = Float32Array.from({ length: 2 * BOUNDARY_SIDE ** 2 }, (_, k) => {
  const cell = k >> 1;
  const column = k % 2 === 0 ? cell % BOUNDARY_SIDE : BOUNDARY_SIDE - 1 - Math.floor(cell / BOUNDARY_SIDE);
  return EXTENT * ((2 * column + 1) / BOUNDARY_SIDE - 1);
});

function boundaryOf(network: Network): Float32Array {
  const boundary = new Float32Array(BOUNDARY_SIDE ** 2);
  for (let n = 0; n < boundary.length; n += POINT_COUNT) {
    const logits = network.forward(PLANE.subarray(2 * n, 2 * (n + POINT_COUNT)));
    for (let k = 0; k < logits.length; k++) boundary[n + k] = 1 / (1 + Math.exp(-logits[k]));
  }
  return boundary;
}
