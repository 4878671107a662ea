/** ELU and ReLU learning the same points, in networks that start from the same weights. */
import { createLearner, type Standing } from "./learner.js";
import { type Activation, eluActivation, RELU } from "./network.js";
import { makePoints } from "./points.js";
import { type DuelSetup, LAST_STEP } from "./setup.js";

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
  const learner = (activation: Activation) => createLearner(activation, network, seed, points);
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
