/** The program of a process that trains with one activation and one seed at a time. */
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { registerElu } from "elu-simd/tfjs";
import { uniform } from "../../harness/random.js";
import { useBackend } from "../../harness/tensorflow/backend.js";
import { readDigits } from "../mnist.js";
import { BATCH, type Budget, CHECKS_PER_EPOCH, type Check, type Run } from "./experiment.js";
import { createNetwork, oneHot } from "./network.js";

// The wasm backend is several times faster than cpu in matrix products, which are most of the work here.
await useBackend(tf, "wasm");
const { ELU } = registerElu(tf);
const [testImages, testLabels] = read("test");

export default async function train({
  activation: { alpha },
  seed,
  budget: { digits, epochs, rate },
}: Omit<Run, "checks"> & { budget: Budget }): Promise<Check[]> {
  const [images, labels] = read("training", digits);
  const activation = () => (alpha === undefined ? tf.layers.reLU() : ELU({ alpha }));
  const model = createNetwork(images.shape[1], seed, activation, rate);
  const order = Int32Array.from({ length: digits }, (_, i) => i);
  const random = uniform(seed);
  const digitsPerCheck = BATCH * Math.floor(digits / BATCH / CHECKS_PER_EPOCH);

  const checks: Check[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (let check = 0; check < CHECKS_PER_EPOCH; check++) {
      const next = order.subarray(check * digitsPerCheck, (check + 1) * digitsPerCheck);
      const [x, y] = tf.tidy(() => [tf.gather(images, next), tf.gather(labels, next)]);
      const { history } = await model.fit(x, y, { batchSize: BATCH, shuffle: false, verbose: 0 });
      const evaluated = model.evaluate(testImages, testLabels, { batchSize: 1000 }) as tf.Scalar[];
      const [accuracy] = evaluated[1].dataSync();
      checks.push({ epochs: epoch + (check + 1) / CHECKS_PER_EPOCH, loss: Number(history.loss[0]), accuracy });
      tf.dispose([x, y, ...evaluated]);
    }
  }
  model.dispose();
  tf.dispose([images, labels]);
  return checks;
}

function read(set: "training" | "test", count?: number): [images: tf.Tensor2D, labels: tf.Tensor] {
  const { images, labels, pixels } = readDigits(set, count);
  return [tf.tensor2d(images, [labels.length, pixels]), oneHot(labels)];
}

/** Shuffles in place, by the algorithm of Fisher and Yates. */
function shuffle(order: Int32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i--) {
    const k = Math.floor((i + 1) * random());
    [order[i], order[k]] = [order[k], order[i]];
  }
}
