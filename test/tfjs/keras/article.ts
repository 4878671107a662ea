/**
 * The model of many introductions to ELU: `Conv2D(4, kernel_size=2, input_shape=(6, 6, 1))`, then `ELU(alpha=2.0)`. Its
 * file, model.json, is written by hand in the format of Keras 2.15 and its converter to TensorFlow.js.
 */
import type { io } from "@tensorflow/tfjs";
import { normalFloats } from "../../contract/inputs.js";
import file from "./model.json" with { type: "json" };

/** The argument of `tf.io.fromMemory` for this model, with `alpha` as the value in the file. */
export function articleModel(alpha: unknown = 2.0): io.ModelArtifacts {
  const { modelTopology, weightsManifest } = structuredClone(file);
  const [, , elu] = modelTopology.model_config.config.layers;
  Object.assign(elu.config, { alpha });
  const [{ weights }] = weightsManifest;
  const count = weights.reduce((sum, { shape }) => sum + shape.reduce((product, n) => product * n, 1), 0);
  return {
    modelTopology,
    weightSpecs: weights as io.WeightsManifestEntry[],
    weightData: normalFloats(count, 7).buffer as ArrayBuffer,
  };
}
