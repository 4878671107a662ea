/** The experiment: the same for every activation and seed. */

/** `alpha` is that of ELU; ReLU has none. */
export interface Activation {
  readonly name: string;
  readonly alpha?: number;
}

/** All are compared with the first. */
export const ACTIVATIONS: readonly Activation[] = [
  { name: "ReLU" },
  { name: "ELU, alpha 0.5", alpha: 0.5 },
  { name: "ELU, alpha 1", alpha: 1 },
  { name: "ELU, alpha 2", alpha: 2 },
];

/** Digits in a step of plain gradient descent. */
export const BATCH = 50;

/** How often loss and accuracy are taken. */
export const CHECKS_PER_EPOCH = 4;

export interface Budget {
  /** How many of MNIST's 60,000 training digits are used. */
  readonly digits: number;
  readonly epochs: number;
  /** Each gives the same initial weights and the same order of digits to every activation. */
  readonly seeds: number;
  /** The learning rate. */
  readonly rate: number;
  /** The accuracy on the 10,000 test digits whose first epoch is reported. */
  readonly target: number;
}

/** With twice this rate ELU with alpha 2 diverges (npm run example -- training --rate 0.1). */
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
  /** The mean of the steps since the last check. */
  readonly loss: number;
  /** On the test digits. */
  readonly accuracy: number;
}
