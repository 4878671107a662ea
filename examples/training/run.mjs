/** One training run: one activation, one seed. */
import * as tf from "@tensorflow/tfjs";
import { uniform } from "../../build/harness/random.js";
import { BATCH, CHECKS_PER_EPOCH } from "./experiment.mjs";
import { accuracy, createNetwork, trainStep } from "./network.mjs";

/** @typedef {import("../../build/examples/mnist.js").Digits} Digits */

/**
 * What was found after so many epochs.
 *
 * @typedef {object} Check
 * @property {number} epochs
 * @property {number} seconds Spent in training, checks left out.
 * @property {number} loss The mean of the steps since the last check.
 * @property {number} accuracy On the test digits.
 */

/**
 * @param {{ training: Digits, test: Digits }} data
 * @param {{ epochs: number, rate: number, seed: number }} budget
 * @param {() => tf.layers.Layer} activation
 */
export function run({ training, test }, { epochs, rate, seed }, activation) {
  const { count, pixels } = training;
  const model = createNetwork(pixels, seed, activation);
  const optimizer = tf.train.sgd(rate);
  const testImages = tf.tensor2d(test.images, [test.count, pixels]);
  const testLabels = tf.tensor1d(test.labels, "int32");
  const random = uniform(seed);
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const images = new Float32Array(BATCH * pixels);
  const labels = new Uint8Array(BATCH);

  const stepsPerEpoch = Math.floor(count / BATCH);
  const stepsPerCheck = Math.floor(stepsPerEpoch / CHECKS_PER_EPOCH);
  /** @type {Check[]} */
  const checks = [];
  let seconds = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (let check = 0; check < CHECKS_PER_EPOCH; check++) {
      let loss = 0;
      const start = performance.now();
      for (let step = check * stepsPerCheck; step < (check + 1) * stepsPerCheck; step++) {
        for (let i = 0; i < BATCH; i++) {
          const digit = order[step * BATCH + i];
          images.set(training.images.subarray(digit * pixels, (digit + 1) * pixels), i * pixels);
          labels[i] = training.labels[digit];
        }
        loss += trainStep(model, optimizer, images, labels);
      }
      seconds += (performance.now() - start) / 1000;
      checks.push({
        epochs: epoch + (check + 1) / CHECKS_PER_EPOCH,
        seconds,
        loss: loss / stepsPerCheck,
        accuracy: accuracy(model, testImages, testLabels),
      });
    }
  }
  model.dispose();
  tf.dispose([testImages, testLabels]);
  return checks;
}

/** By Fisher and Yates, in place. @type {(order: Uint32Array, random: () => number) => void} */
function shuffle(order, random) {
  for (let i = order.length - 1; i > 0; i--) {
    const k = Math.floor((i + 1) * random());
    [order[i], order[k]] = [order[k], order[i]];
  }
}
