/** The experiment: the same for every activation and seed. */

/** ELU with an alpha, or ReLU, which has none. */
export interface Activation {
  readonly name: string;
  readonly alpha?: number;
}

/** The first is the baseline. */
export const ACTIVATIONS: readonly Activation[] = [
  { name: "ReLU" },
  { name: "ELU, alpha 0.5", alpha: 0.5 },
  { name: "ELU, alpha 1", alpha: 1 },
  { name: "ELU, alpha 2", alpha: 2 },
];

/** Digits in a step of plain gradient descent. */
export const BATCH = 50;

/** Measurements of loss and accuracy in each epoch. */
export const CHECKS_PER_EPOCH = 4;

export interface Budget {
  /** The number of MNIST's 60,000 training digits to use. */
  readonly digits: number;
  readonly epochs: number;
  /** The number of seeds. A seed determines initial weights and the order of digits, the same for all activations. */
  readonly seeds: number;
  /** The learning rate. */
  readonly rate: number;
  /** The table has the epochs until this accuracy on the 10,000 test digits. */
  readonly target: number;
}

/** At twice this rate, ELU with alpha 2 diverges (npm run example -- training --rate 0.1). */
const rate = 0.05;
export const FULL: Budget = { digits: 15_000, epochs: 5, seeds: 5, rate, target: 0.93 };
export const QUICK: Budget = { digits: 3_000, epochs: 2, seeds: 3, rate, target: 0.72 };

/** One activation with one seed. */
export interface Run {
  readonly activation: Activation;
  readonly seed: number;
  readonly checks: readonly Check[];
}

export interface Check {
  readonly epochs: number;
  /** The mean over the steps since the last check. */
  readonly loss: number;
  /** The share of test digits that are recognised. */
  readonly accuracy: number;
}
