/** TensorFlow.js on its cpu or wasm backend; in Node, wasm runs with SIMD and on one thread. Its ELU has no alpha. */
import tf from "@tensorflow/tfjs-core";
import { useBackend } from "../../../build/harness/tensorflow-backend.js";

/** @type {typeof import("./candidate.js").open} */
export async function open(backend) {
  await import(`@tensorflow/tfjs-backend-${backend}`);
  await useBackend(tf, /** @type {"cpu" | "wasm"} */ (backend));

  const read = (/** @type {tf.Tensor} */ y) => {
    const floats = /** @type {Float32Array} */ (y.dataSync());
    y.dispose();
    return floats;
  };
  /** @type {(op: (x: tf.Tensor) => tf.Tensor) => (input: Float32Array) => Float32Array} */
  const arrays = (op) => (input) => {
    // tf.tidy would look through the whole result for tensors, float by float.
    const x = tf.tensor1d(input);
    const floats = read(op(x));
    x.dispose();
    return floats;
  };
  /** @type {(op: (x: tf.Tensor) => tf.Tensor) => (input: Float32Array) => Promise<Float32Array>} */
  const gradient = (op) => async (input) => {
    // The core knows no gradients until the layers, which alone reach them in Node, have registered them.
    await import("@tensorflow/tfjs-layers");
    return arrays(tf.grad(op))(input);
  };
  /** @type {(op: (x: tf.Tensor) => tf.Tensor) => (inputs: Float32Array[]) => import("./candidate.js").Form[]} */
  const resident = (op) => (inputs) =>
    inputs.map((input) => {
      const x = tf.tensor1d(input);
      return {
        run: () => op(x).dispose(),
        result: () => read(op(x)),
      };
    });
  return {
    elu: arrays((x) => tf.elu(x)),
    eluGradient: gradient((x) => tf.elu(x)),
    selu: arrays((x) => tf.selu(x)),
    seluGradient: gradient((x) => tf.selu(x)),
    resident: resident((x) => tf.elu(x)),
    residentSelu: resident((x) => tf.selu(x)),
  };
}
