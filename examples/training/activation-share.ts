/** The share of the activation in the time of training, with TensorFlow.js' kernels and with those of elu-simd. */
import * as tf from "@tensorflow/tfjs";
import { registerElu } from "elu-simd/tfjs";
import { useBackend } from "../../harness/tensorflow/backend.js";
import { readDigits } from "../mnist.js";
import { BATCH, FULL } from "./experiment.js";
import { createNetwork, oneHot } from "./network.js";

/** Unmeasured steps at the start, in which the engine compiles. */
const WARM_UP = 10;

/** The shares, from 0 to 1, of ELU with alpha 1 and its gradient on the cpu backend. */
export async function activationShares(steps: number): Promise<{ own: number; ours: number }> {
  // Suppresses TensorFlow.js' recommendation of its native backend.
  console.warn = () => {};
  await useBackend(tf, "cpu");
  const own = await shareOf(() => tf.layers.elu(), steps);
  const { ELU, unregister } = registerElu(tf);
  const ours = await shareOf(() => ELU({ alpha: 1 }), steps);
  unregister();
  return { own, ours };
}

async function shareOf(activation: () => tf.layers.Layer, steps: number): Promise<number> {
  const { images, labels, pixels } = readDigits("training", BATCH);
  const [x, y] = [tf.tensor2d(images, [BATCH, pixels]), oneHot(labels)];
  const model = createNetwork(pixels, 1, activation, FULL.rate);
  let [part, whole] = [0, 0];
  for (let step = 0; step < WARM_UP + steps; step++) {
    const { kernels } = await tf.profile(() => model.trainOnBatch(x, y) as Promise<tf.TensorContainer>);
    if (step < WARM_UP) continue;
    for (const { name, kernelTimeMs } of kernels) {
      const milliseconds = Number(await kernelTimeMs);
      whole += milliseconds;
      if (name.startsWith("Elu")) part += milliseconds;
    }
  }
  model.dispose();
  tf.dispose([x, y]);
  return part / whole;
}
