/** The network, with one activation or another after each hidden layer. */
import * as tf from "@tensorflow/tfjs";
import { CLASSES, HIDDEN_LAYERS, UNITS } from "./experiment.mjs";

/**
 * First weights by He, as usual for ReLU and ELU; `seed` decides them. It gives logits.
 *
 * @type {(pixels: number, seed: number, activation: () => tf.layers.Layer) => tf.Sequential}
 */
export function createNetwork(pixels, seed, activation) {
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
  return model;
}

/**
 * One step of gradient descent on a batch. Returns the loss before it.
 *
 * @type {(model: tf.Sequential, optimizer: tf.Optimizer, images: Float32Array, labels: Uint8Array) => number}
 */
export function trainStep(model, optimizer, images, labels) {
  const loss = tf.tidy(() => {
    const x = tf.tensor2d(images, [labels.length, images.length / labels.length]);
    const y = tf.oneHot(tf.tensor1d(labels, "int32"), CLASSES);
    return optimizer.minimize(
      () => tf.losses.softmaxCrossEntropy(y, /** @type {tf.Tensor} */ (model.apply(x, { training: true }))),
      true,
    );
  });
  const [value] = /** @type {tf.Scalar} */ (loss).dataSync();
  tf.dispose(loss);
  return value;
}

/** The share of the images that the network tells right. @type {(model: tf.Sequential, images: tf.Tensor, labels: tf.Tensor) => number} */
export function accuracy(model, images, labels) {
  const share = tf.tidy(() => {
    const logits = /** @type {tf.Tensor} */ (model.predict(images, { batchSize: labels.size }));
    return tf.mean(tf.cast(tf.equal(tf.argMax(logits, 1), labels), "float32"));
  });
  const [value] = share.dataSync();
  share.dispose();
  return value;
}
