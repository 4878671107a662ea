/** The network, with an activation after each hidden layer. */
import * as tf from "@tensorflow/tfjs";

/** Dense layers deep enough for the activation to matter, as in the paper on ELU, and narrow enough to train here. */
const HIDDEN_LAYERS = 5;
const UNITS = 64;
const CLASSES = 10;

/** Maps pixels to logits. The seed determines the initial weights, as proposed by He and usual for ReLU and ELU. */
export function createNetwork(
  pixels: number,
  seed: number,
  activation: () => tf.layers.Layer,
  rate: number,
): tf.Sequential {
  const model = tf.sequential();
  for (let layer = 0; layer <= HIDDEN_LAYERS; layer++) {
    const isLast = layer === HIDDEN_LAYERS;
    model.add(
      tf.layers.dense({
        units: isLast ? CLASSES : UNITS,
        kernelInitializer: tf.initializers.heNormal({ seed: 1000 * seed + layer }),
        ...(layer === 0 && { inputShape: [pixels] }),
      }),
    );
    if (!isLast) model.add(activation());
  }
  const loss = (labels: tf.Tensor, logits: tf.Tensor) => tf.losses.softmaxCrossEntropy(labels, logits);
  model.compile({ optimizer: tf.train.sgd(rate), loss, metrics: ["accuracy"] });
  return model;
}

/** One row for each label, 1 in its class. */
export function oneHot(labels: Uint8Array): tf.Tensor {
  return tf.tidy(() => tf.oneHot(tf.tensor1d(labels, "int32"), CLASSES).toFloat());
}
