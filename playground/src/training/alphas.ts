/** What alpha does to training: the same points and layers with several alphas and seeds. */
import { median } from "../../../harness/median.js";
import { createLearner } from "./learner.js";
import { eluActivation } from "./network.js";
import { makeNewPoints, makePoints } from "./points.js";
import { LAST_STEP, type Setup } from "./setup.js";

/** ELU with an alpha of 0 is ReLU. */
export const ALPHAS = [0, 0.25, 0.5, 1, 1.5, 2, 3];

const SEEDS = [1, 2, 3, 4, 5];

export type AlphasSetup = Omit<Setup, "seed">;

export interface AlphaOutcome {
  readonly alpha: number;
  /** The median step at which all points were separated; those that never were count as the last. */
  readonly steps: number;
  /** How many of the seeds came that far. */
  readonly separated: number;
  readonly seeds: number;
  /** The mean share of new points that are told right after the last step, from 0 to 1. */
  readonly accuracy: number;
}

export function tryAlphas({ dataSet, network }: AlphasSetup, progress: (share: number) => void): AlphaOutcome[] {
  let done = 0;
  return ALPHAS.map((alpha) => {
    const runs = SEEDS.map((seed) => {
      const learner = createLearner(eluActivation(alpha), network, seed, makePoints(dataSet, seed));
      for (let step = 0; step < LAST_STEP; step++) learner.learn();
      progress(++done / (ALPHAS.length * SEEDS.length));
      const { separatedAt } = learner.standing();
      return { separatedAt, accuracy: learner.shareRight(makeNewPoints(dataSet, seed)) };
    });
    return {
      alpha,
      steps: median(runs.map(({ separatedAt = LAST_STEP }) => separatedAt)),
      separated: runs.filter(({ separatedAt }) => separatedAt !== undefined).length,
      seeds: SEEDS.length,
      accuracy: runs.reduce((sum, { accuracy }) => sum + accuracy, 0) / runs.length,
    };
  });
}
