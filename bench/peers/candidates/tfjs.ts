/** TensorFlow.js on its cpu or wasm backend; in Node, wasm runs with SIMD and on one thread. Its ELU has no alpha. */
import * as tf from "@tensorflow/tfjs-core";
import { useBackend } from "../../../harness/tensorflow/backend.js";
import { type ArrayFunction, allocating, type Floats, formOf, type Open } from "./candidate.js";

type Operation = (x: tf.Tensor) => tf.Tensor;

export const open: Open = async (backend) => {
  // Suppresses the advice to use the native backend of TensorFlow.js.
  console.warn = () => {};
  await import(`@tensorflow/tfjs-backend-${backend}`);
  await useBackend(tf, backend as "cpu" | "wasm");

  const elu = arrays(tf.elu);
  return {
    functions: { elu, eluGradient: gradient(tf.elu), selu: arrays(tf.selu), seluGradient: gradient(tf.selu) },
    forms: (windows) => ({
      "in place": inPlace(tf.elu, windows),
      "selu, in place": inPlace(tf.selu, windows),
      copied: allocating(elu, windows),
    }),
  };
};

function arrays(operation: Operation): ArrayFunction {
  return (input) => {
    // Not tf.tidy, which would search the whole result for tensors, float by float.
    const x = tf.tensor1d(input);
    const floats = read(operation(x));
    x.dispose();
    return floats;
  };
}

function gradient(operation: Operation): ArrayFunction {
  return async (input) => {
    // In Node, only the layers package registers gradients with the core.
    await import("@tensorflow/tfjs-layers");
    return arrays(tf.grad(operation))(input);
  };
}

function inPlace(operation: Operation, windows: readonly Floats[]) {
  return formOf(
    windows.map((window) => {
      const x = tf.tensor1d(window);
      return { run: () => operation(x).dispose(), result: () => read(operation(x)) };
    }),
  );
}

function read(y: tf.Tensor): Float32Array {
  const floats = y.dataSync<"float32">();
  y.dispose();
  return floats;
}
