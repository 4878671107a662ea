/** What a user of TypeScript writes; TensorFlow.js' own types fit the adapter's, and come out of it. */
import * as tf from "@tensorflow/tfjs";
import { registerElu } from "../../src/tfjs.js";

const { elu, ELU, unregister } = registerElu(tf);

const matrix: tf.Tensor2D = elu(tf.tensor2d([[-1, 2]]), 2.0);
const vector: tf.Tensor = elu([-1, 0, 2]);
const scalar: tf.Tensor = elu(-1, 0.5);
const gradient: (x: tf.Tensor) => tf.Tensor = tf.grad((x) => elu(x, 2.0).sum());

const layer: tf.layers.Layer = ELU();
const { alpha }: { readonly alpha: number } = ELU({ alpha: 2.0, name: "after", inputShape: [6, 6, 1] });
const model: tf.Sequential = tf.sequential({
  layers: [tf.layers.dense({ units: 2, inputShape: [3] }), ELU({ alpha })],
});
const symbolic = ELU({ alpha: 2.0 }).apply(tf.input({ shape: [3] })) as tf.SymbolicTensor;
unregister();

// @ts-expect-error alpha is no tensor
elu(matrix, tf.scalar(2));
// @ts-expect-error the layer's alpha stands in an object
ELU(2.0);
// @ts-expect-error TensorFlow.js is handed in
registerElu();
// @ts-expect-error other objects are not TensorFlow.js
registerElu({ version_core: "4.22.0" });

export { gradient, layer, model, scalar, symbolic, vector };
