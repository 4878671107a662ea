/** A duel: ELU and ReLU learn the same points, in networks with the same initial weights. */
import { createLearner, type Standing } from "./learner.js";
import { type Activation, eluActivation, RELU } from "./network.js";
import { makePoints } from "./points.js";
import { type DuelSetup, LAST_STEP } from "./setup.js";

export interface DuelStanding {
  readonly step: number;
  readonly elu: Standing;
  readonly relu: Standing;
}

export interface Duel {
  /** Trains for `steps` steps, or up to {@link LAST_STEP} if that is sooner. */
  advance(steps: number): DuelStanding;
}

export function createDuel({ dataSet, network, seed, alpha }: DuelSetup): Duel {
  const points = makePoints(dataSet, seed);
  const learner = (activation: Activation) => createLearner(activation, network, seed, points);
  const [elu, relu] = [learner(eluActivation(alpha)), learner(RELU)];
  let step = 0;
  return {
    advance(steps) {
      for (const end = Math.min(step + steps, LAST_STEP); step < end; step++) {
        elu.learn();
        relu.learn();
      }
      return { step, elu: elu.standing(), relu: relu.standing() };
    },
  };
}

/** The conclusion from a finished duel: which network learned faster, and the number of dead units. */
export function concludeDuel({ elu, relu }: DuelStanding): string {
  return `${winner(elu.separatedAt, relu.separatedAt)} ${deadIn(relu)} of ${unitsIn(relu)} units are dead with ReLU, ${deadIn(elu)} with ELU.`;
}

function winner(elu = Infinity, relu = Infinity): string {
  if (elu === relu) {
    return elu === Infinity
      ? `No difference here: neither network separated all points within ${LAST_STEP} steps.`
      : `No difference here: both networks separated all points after ${elu} steps.`;
  }
  const [first, second] = elu < relu ? ["ELU", "ReLU"] : ["ReLU", "ELU"];
  const later = Math.max(elu, relu);
  const comparison = later === Infinity ? `not within ${LAST_STEP}` : `after ${later}`;
  return `${first} learned faster here: it separated all points after ${Math.min(elu, relu)} steps, ${second} ${comparison}.`;
}

/** The number of dead units in all layers. */
export function deadIn({ layers }: Standing): number {
  return layers.reduce((sum, { dead }) => sum + dead, 0);
}

/** The number of units in all hidden layers. */
export function unitsIn({ layers }: Standing): number {
  return layers.reduce((sum, { units }) => sum + units, 0);
}
