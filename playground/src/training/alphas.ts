/** The effect of alpha on training: the same points and layers with several alphas and seeds. */
import { median } from "../../../harness/median.js";
import { createLearner } from "./learner.js";
import { eluActivation } from "./network.js";
import { makeNewPoints, makePoints } from "./points.js";
import { LAST_STEP, type Setup } from "./setup.js";

/** ELU with an alpha of 0 is ReLU. */
export const ALPHAS = [0, 0.25, 0.5, 1, 1.5, 2, 3];

export const SEEDS = [1, 2, 3, 4, 5];

/** Mean accuracies that differ by less are no visible difference. */
const VISIBLE = 0.02;

export type AlphasSetup = Omit<Setup, "seed">;

export interface AlphaOutcome {
  readonly alpha: number;
  /** The median step at which all points were separated; a seed without such a step counts as {@link LAST_STEP}. */
  readonly steps: number;
  /** The number of seeds that separated all points. */
  readonly separated: number;
  /** The mean share of new points that the network classifies correctly, from 0 to 1. */
  readonly accuracy: number;
}

export function tryAlphas(
  { dataSet, network }: AlphasSetup,
  progress: (share: number, outcomes: readonly AlphaOutcome[]) => void,
): AlphaOutcome[] {
  const outcomes: AlphaOutcome[] = [];
  for (const [k, alpha] of ALPHAS.entries()) {
    const runs = SEEDS.map((seed, n) => {
      const learner = createLearner(eluActivation(alpha), network, seed, makePoints(dataSet, seed));
      for (let step = 0; step < LAST_STEP; step++) learner.learn();
      progress((k + n / SEEDS.length) / ALPHAS.length, outcomes);
      const { separatedAt } = learner.standing();
      return { separatedAt, accuracy: learner.shareRight(makeNewPoints(dataSet, seed)) };
    });
    outcomes.push({
      alpha,
      steps: median(runs.map(({ separatedAt = LAST_STEP }) => separatedAt)),
      separated: runs.filter(({ separatedAt }) => separatedAt !== undefined).length,
      accuracy: runs.reduce((sum, { accuracy }) => sum + accuracy, 0) / runs.length,
    });
  }
  return outcomes;
}

/** The conclusion from the outcomes of all alphas, ReLU first. */
export function concludeAlphas(outcomes: readonly AlphaOutcome[]): string {
  const [relu, ...elus] = outcomes;
  const best = elus.reduce((best, outcome) => (outcome.steps < best.steps ? outcome : best));
  return `${quickest(relu, best)} ${accuracyOf(outcomes)}`;
}

function quickest(relu: AlphaOutcome, best: AlphaOutcome): string {
  if (Math.min(relu.steps, best.steps) === LAST_STEP) return `No alpha separated the points within ${LAST_STEP} steps.`;
  const [elu, other] = [`ELU with alpha ${best.alpha}`, "ReLU (alpha 0)"];
  if (best.steps === relu.steps) return `${elu} and ${other} were equally fast: ${best.steps} steps in the median.`;
  const [first, second] = best.steps < relu.steps ? [best, relu] : [relu, best];
  const [firstName, secondName] = first === best ? [elu, other] : [other, elu];
  const loser = second.steps === LAST_STEP ? `over ${LAST_STEP}` : second.steps;
  return `${firstName} was fastest: ${first.steps} steps in the median, ${secondName} took ${loser}.`;
}

function accuracyOf(outcomes: readonly AlphaOutcome[]): string {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const [worst, ...others] = outcomes.toSorted((a, b) => a.accuracy - b.accuracy);
  const best = others[others.length - 1];
  const range = `${percent(worst.accuracy)} to ${percent(best.accuracy)}`;
  if (best.accuracy - worst.accuracy < VISIBLE) return `No visible difference on new points: ${range} are right.`;
  return `On new points ${range} are right, most with alpha ${best.alpha}, fewest with ${worst.alpha}.`;
}
