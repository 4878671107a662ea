/** What is compared, and with which means: the same for every activation and seed. */

/** `alpha` is that of ELU; ReLU has none. @typedef {{ name: string, alpha?: number }} Activation */

/** @type {Activation[]} */
export const ACTIVATIONS = [
  { name: "ReLU" },
  { name: "ELU, alpha 0.5", alpha: 0.5 },
  { name: "ELU, alpha 1", alpha: 1 },
  { name: "ELU, alpha 2", alpha: 2 },
];

/** The one that the others are compared with. */
export const BASELINE = ACTIVATIONS[0];

/** Of plain gradient descent. With twice this rate ELU with alpha 2 diverges (npm run example -- training --rate 0.1). */
export const LEARNING_RATE = 0.05;

/**
 * @typedef {object} Budget
 * @property {number} digits The first so many of the 60,000 that MNIST has to train on.
 * @property {number} epochs
 * @property {number} seeds Each gives the same first weights and the same order of digits to every activation.
 * @property {number} rate The learning rate.
 * @property {number} target The share of the 10,000 test digits that is to be told right.
 */

/** @type {Budget} */
export const FULL = { digits: 15_000, epochs: 5, seeds: 5, rate: LEARNING_RATE, target: 0.93 };

/** @type {Budget} */
export const QUICK = { digits: 3_000, epochs: 2, seeds: 3, rate: LEARNING_RATE, target: 0.72 };

/** Dense layers deep enough for the activation to matter, as in the paper on ELU, and narrow enough to be trained here. */
export const HIDDEN_LAYERS = 5;
export const UNITS = 64;
export const CLASSES = 10;

/** Digits in a step. */
export const BATCH = 50;

/** How often loss and accuracy are taken. */
export const CHECKS_PER_EPOCH = 4;
