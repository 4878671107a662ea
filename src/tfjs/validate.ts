/** The adapter's door: what TensorFlow.js and its callers hand in is checked here, and alpha in ../validate.ts. */
import { describe } from "../core/validate.js";
import type { Operations, TensorFlow, TensorInfo } from "./tensorflow.js";

const MAJOR_VERSION = "4";

/** Throws a TypeError unless `tf` is TensorFlow.js with its layers, and a RangeError unless of the version known here. */
export function checkTensorFlow(where: string, tf: unknown): asserts tf is TensorFlow {
  const expected = `tf must be TensorFlow.js, as of import * as tf from "@tensorflow/tfjs"`;
  if (typeof tf !== "object" || tf === null) {
    throw new TypeError(`${where}: ${expected}, got ${describe(tf)}`);
  }
  const { version_core: version, layers, serialization } = tf as Partial<TensorFlow>;
  if (typeof version !== "string") {
    throw new TypeError(`${where}: ${expected}, got ${describe(tf)} without version_core`);
  }
  if (version.split(".")[0] !== MAJOR_VERSION) {
    throw new RangeError(`${where}: tf must be TensorFlow.js ${MAJOR_VERSION}, got ${version}`);
  }
  if (!layers || !serialization) {
    throw new TypeError(`${where}: ${expected}, got TensorFlow.js ${version} without its layers`);
  }
}

/** Whether `x` is a tensor, of this copy of TensorFlow.js or another: that is how its class tells. */
export function isTensor<T extends TensorInfo>(tf: Operations<T>, x: unknown): x is T {
  return x instanceof tf.Tensor;
}

/** `x` as a float32 tensor where it is an array or a number. Throws a TypeError where it is none, or of another dtype. */
export function float32TensorFrom<T extends TensorInfo>(tf: Operations<T>, where: string, x: unknown): T {
  if (!isTensor(tf, x)) return tensorOfNumbers(tf, where, x);
  if (x.dtype !== "float32") {
    throw new TypeError(
      `${where}: x must be a float32 tensor, got one of ${x.dtype}; tf.cast(x, "float32") makes it one`,
    );
  }
  return x;
}

function tensorOfNumbers<T extends TensorInfo>(tf: Operations<T>, where: string, x: unknown): T {
  try {
    return tf.cast(x as T, "float32");
  } catch (cause) {
    // The message is about an operation that the user has not called.
    const { message } = cause as Error;
    const got = message.includes("'cast'") ? `got ${describe(x)}` : message;
    throw new TypeError(`${where}: x must be a tensor, a number, or numbers in arrays; ${got}`, { cause });
  }
}

/** Throws a TypeError where a layer is made of something other than an object, such as the alpha itself. */
export function checkLayerArgs(where: string, args: unknown): void {
  if (args === undefined || typeof args === "object") return;
  const example = typeof args === "number" ? args : 2;
  throw new TypeError(`${where}: alpha stands in an object, ${where}({ alpha: ${example} }), got ${describe(args)}`);
}

/** The tensor that a layer computes on. Throws a RangeError where there are more, or none. */
export function checkOneTensor<T extends TensorInfo>(where: string, inputs: T | T[]): T {
  if (!Array.isArray(inputs)) return inputs;
  if (inputs.length !== 1) throw new RangeError(`${where}: the layer takes one tensor, got ${inputs.length}`);
  return inputs[0];
}
