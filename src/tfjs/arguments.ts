/** Checks the arguments of the adapter, except alpha, which ../core/validate.ts checks. */
import { describe } from "../core/validate.js";
import type { TensorInfo } from "./registration.js";
import type { CheckedTensorFlow, Operations } from "./tensorflow.js";

const MAJOR_VERSION = "4";

/** How to pass TensorFlow.js from its separate packages. */
const SEPARATE_PACKAGES =
  "with its separate packages, pass { ...core, layers }, as in " +
  'import * as core from "@tensorflow/tfjs-core" and import { layers } from "@tensorflow/tfjs-layers"';

/**
 * `tf`; throws a TypeError unless it is TensorFlow.js with its layers, and a RangeError if it is another major version.
 */
export function checkTensorFlow(functionName: string, tf: unknown): CheckedTensorFlow {
  const expected = `${functionName}: tf must be TensorFlow.js, as in import * as tf from "@tensorflow/tfjs"`;
  if (typeof tf !== "object" || tf === null) throw new TypeError(`${expected}, got ${describe(tf)}`);
  const {
    version_core: version,
    version_layers: versionOfLayers,
    layers,
    serialization,
  } = tf as Record<string, unknown>;
  if (typeof version !== "string") {
    const got = versionOfLayers
      ? `its layers without the core; ${SEPARATE_PACKAGES}`
      : `${describe(tf)} without version_core`;
    throw new TypeError(`${expected}, got ${got}`);
  }
  if (version.split(".")[0] !== MAJOR_VERSION) {
    throw new RangeError(`${functionName}: tf must be TensorFlow.js ${MAJOR_VERSION}, got ${version}`);
  }
  if (typeof (layers as { Layer?: unknown } | undefined)?.Layer !== "function" || !serialization) {
    throw new TypeError(`${expected}, got TensorFlow.js ${version} without its layers; ${SEPARATE_PACKAGES}`);
  }
  return tf as CheckedTensorFlow;
}

/** Whether `x` is a tensor. The class recognises tensors of other copies of TensorFlow.js, too. */
export function isTensor(tf: Operations, x: unknown): x is TensorInfo {
  return x instanceof tf.Tensor;
}

/** Returns `x`, or a tensor of its numbers. Throws a TypeError for other values and for tensors of other dtypes. */
export function readTensor(tf: Operations, functionName: string, x: unknown): TensorInfo {
  if (!isTensor(tf, x)) return tensorOfNumbers(tf, functionName, x);
  if (x.dtype !== "float32") {
    throw new TypeError(
      `${functionName}: x must be a float32 tensor, got one of ${x.dtype}; tf.cast(x, "float32") makes it one`,
    );
  }
  return x;
}

function tensorOfNumbers(tf: Operations, functionName: string, x: unknown): TensorInfo {
  try {
    return tf.cast(x, "float32");
  } catch (cause) {
    // The message of the error may name `cast`, which the user did not call.
    const { message } = cause as Error;
    const got = message.includes("'cast'") ? `got ${describe(x)}` : message;
    throw new TypeError(`${functionName}: x must be a tensor, a number, or numbers in arrays; ${got}`, { cause });
  }
}

/** Throws a TypeError unless the arguments of a layer are an object: a caller may pass alpha by itself. */
export function checkLayerArgs(functionName: string, args: unknown): void {
  if (args === undefined || typeof args === "object") return;
  const example = typeof args === "number" ? args : 2;
  throw new TypeError(
    `${functionName}: pass alpha in an object, ${functionName}({ alpha: ${example} }), got ${describe(args)}`,
  );
}

/** The single input of a layer. Throws a RangeError if there are more, or none. */
export function checkOneTensor(functionName: string, inputs: TensorInfo | TensorInfo[]): TensorInfo {
  if (!Array.isArray(inputs)) return inputs;
  if (inputs.length !== 1) throw new RangeError(`${functionName}: the layer takes one tensor, got ${inputs.length}`);
  return inputs[0];
}
