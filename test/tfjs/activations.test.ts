import * as tf from "@tensorflow/tfjs";
import { afterAll, describe, expect, it } from "vitest";
import { registerElu } from "../../src/tfjs.js";
import { normalFloats } from "../contract/inputs.js";
import { floatsIn, useBackend } from "./backends.js";
import { load, save } from "./stored-models.js";

await useBackend("cpu");
const { ELU, unregister } = registerElu(tf);
afterAll(unregister);

describe("ELU(alpha = 2) as the activation of another layer", () => {
  /** The activation in a Keras file of `Dense(3, activation=ELU(alpha=2.0))`. */
  const activation = {
    className: "ELU",
    config: { alpha: 2, name: "elu", trainable: true, dtype: "float32" },
  } as never;
  const inputs = tf.tensor2d(normalFloats(20, 5), [5, 4]);
  const topologyOf = async (model: tf.LayersModel) =>
    (await save(model)).modelTopology as { config: { layers: { config: Record<string, unknown> }[] } };

  it.each<[string, () => tf.Sequential]>([
    ["dense", () => tf.sequential({ layers: [tf.layers.dense({ units: 3, activation, inputShape: [4] })] })],
    [
      "conv1d",
      () =>
        tf.sequential({
          layers: [
            tf.layers.reshape({ targetShape: [4, 1], inputShape: [4] }),
            tf.layers.conv1d({ filters: 3, kernelSize: 2, activation }),
          ],
        }),
    ],
  ])(
    "keeps its alpha when a model of %s is saved and loaded, before the first prediction and after",
    async (_, create) => {
      const model = create();
      const unused = await load(await save(model));
      const result = floatsIn(model.predict(inputs) as tf.Tensor);
      expect(Math.min(...result)).toBeLessThan(-1); // only with an alpha above 1
      const used = await load(await save(model));
      const again = await load(await save(used));
      for (const loaded of [unused, used, again]) {
        expect(floatsIn(loaded.predict(inputs) as tf.Tensor)).toEqual(result);
      }
      const layers = (await topologyOf(again)).config.layers;
      expect(layers[layers.length - 1].config.activation).toMatchObject({ class_name: "ELU", config: { alpha: 2 } });
    },
  );

  it("is saved as a name if alpha is 1", async () => {
    const one = { className: "ELU", config: { alpha: 1 } } as never;
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 3, activation: one, inputShape: [4] })] });
    expect((await topologyOf(model)).config.layers[0].config.activation).toBe("elu");
    const result = floatsIn(model.predict(inputs) as tf.Tensor);
    const loaded = floatsIn((await load(await save(model))).predict(inputs) as tf.Tensor);
    for (const [i, y] of loaded.entries()) expect(y).toBeCloseTo(result[i], 6); // from the backend's fused kernel
  });

  it("does not change a layer ELU inside of another layer, in code and from a file", async () => {
    const create = () =>
      tf.sequential({ layers: [tf.layers.timeDistributed({ layer: ELU({ alpha: 2 }), inputShape: [5, 4] })] });
    const x = inputs.reshape([1, 5, 4]);
    const model = create();
    const result = floatsIn(model.predict(x) as tf.Tensor);
    const loaded = await load(await save(model));
    const again = await load(await save(loaded));
    expect(floatsIn(again.predict(x) as tf.Tensor)).toEqual(result);
    const [wrapper] = (await topologyOf(again)).config.layers;
    expect(wrapper.config.layer).toMatchObject({ class_name: "ELU", config: { alpha: 2 } });
  });
});
