/** The effect of alpha on training: the same points and layers with several alphas and seeds. */
import { median } from "../../../harness/median.js";
import { createLearner } from "./learner.js";
import { eluActivation } from "./network.js";
import { makePoints } from "./points.js";
import { type DuelSetup, LAST_STEP } from "./setup.js";

/** ELU with an alpha of 0 is ReLU. */
export const ALPHAS = [0, 0.25, 0.5, 1, 1.5, 2, 3];

export const SEEDS = [1, 2, 3, 4, 5];

export interface AlphaOutcome {
  readonly alpha: number;
  /** The median step at which all points were separated; a seed without such a step counts as {@link LAST_STEP}. */
  readonly steps: number;
  /** The number of seeds that separated all points. */
  readonly separated: number;
}

export function tryAlphas(
  { dataSet, network }: Pick<DuelSetup, "dataSet" | "network">,
  progress: (share: number, outcomes: readonly AlphaOutcome[]) => void,
): AlphaOutcome[] {
  const outcomes: AlphaOutcome[] = [];
  for (const [k, alpha] of ALPHAS.entries()) {
    const separatedAt = SEEDS.map((seed, n) => {
      const learner = createLearner(eluActivation(alpha), network, seed, makePoints(dataSet, seed));
      for (let step = 0; step < LAST_STEP; step++) learner.learn();
      progress((k + n / SEEDS.length) / ALPHAS.length, outcomes);
      return learner.standing().separatedAt;
    });
    outcomes.push({
      alpha,
      steps: median(separatedAt.map((step = LAST_STEP) => step)),
      separated: separatedAt.filter((step) => step !== undefined).length,
    });
  }
  return outcomes;
}

/** The conclusion from the outcomes of all alphas, ReLU first. */
export function concludeAlphas([relu, ...elus]: readonly AlphaOutcome[]): string {
  const best = elus.reduce((best, outcome) => (outcome.steps < best.steps ? outcome : best));
  if (Math.min(relu.steps, best.steps) === LAST_STEP) return `No alpha separated the points within ${LAST_STEP} steps.`;
  const [elu, other] = [`ELU with alpha ${best.alpha}`, "ReLU (alpha 0)"];
  if (best.steps === relu.steps) return `${elu} and ${other} were equally fast: ${best.steps} steps in the median.`;
  const [first, second] = best.steps < relu.steps ? [best, relu] : [relu, best];
  const [firstName, secondName] = first === best ? [elu, other] : [other, elu];
  return `${firstName} was fastest: ${first.steps} steps in the median, ${secondName} took ${stepsOf(second)}.`;
}

/** "89", or "over 600" if most seeds did not separate the points. */
export function stepsOf({ steps }: AlphaOutcome): string {
  return steps === LAST_STEP ? `over ${LAST_STEP}` : String(steps);
}
