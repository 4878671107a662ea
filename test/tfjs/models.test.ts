import * as tf from "@tensorflow/tfjs";
import { afterAll, describe, expect, it } from "vitest";
import * as core from "../../src/index.js";
import { registerElu } from "../../src/tfjs.js";
import { assertSameBits } from "../contract/assert.js";
import { normalFloats } from "../contract/inputs.js";
import { floatsIn, onEveryBackend, useBackend } from "./backends.js";
import { articleModel } from "./keras/article.js";
import { load, save } from "./stored-models.js";

await useBackend("cpu");
const { ELU, unregister } = registerElu(tf);
afterAll(unregister);

it("unregister restores TensorFlow.js: its own layer, and its error for ELU(alpha = 2)", async () => {
  registerElu(tf).unregister();
  await expect(load(articleModel())).rejects.toThrow("Non-default alpha value (2) is not supported by the ELU layer");
  const model = await load(articleModel(1));
  expect(model.getLayer("elu").constructor).toBe(tf.layers.elu({}).constructor);
  registerElu(tf);
});

onEveryBackend("the article's Keras model, Conv2D and ELU(alpha = 2)", () => {
  it("loads, and predicts with the bits of this package", async () => {
    const model = await load(articleModel());
    const convolution = tf.model({
      inputs: model.inputs,
      outputs: model.getLayer("conv2d").output as tf.SymbolicTensor,
    });
    const images = tf.tensor(normalFloats(10 * 36), [10, 6, 6, 1]);

    const result = model.predict(images) as tf.Tensor;
    expect(result.shape).toEqual([10, 5, 5, 4]);
    const preActivations = floatsIn(convolution.predict(images) as tf.Tensor);
    expect(preActivations.filter((x) => x < 0).length).toBeGreaterThan(100);
    assertSameBits(floatsIn(result), core.elu(preActivations, { alpha: 2 }));
    tf.dispose(images);
  });

  it("can be built in code, and is saved under the names of Keras", async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({ filters: 4, kernelSize: 2, inputShape: [6, 6, 1] }),
        ELU({ alpha: 2.0, name: "elu" }),
      ],
    });
    const { modelTopology } = await save(model);
    const [, elu] = (modelTopology as { config: { layers: unknown[] } }).config.layers;
    expect(elu).toEqual({ class_name: "ELU", config: { alpha: 2, name: "elu", trainable: true } });
  });
});

describe("a file of Keras 3", () => {
  it("is rejected by TensorFlow.js, and loads after batch_shape is renamed as in Keras 2", async () => {
    const file = articleModel();
    const text = JSON.stringify(file.modelTopology);
    expect(text).toContain("batch_input_shape");
    const keras3 = { ...file, modelTopology: JSON.parse(text.replaceAll("batch_input_shape", "batch_shape")) };
    await expect(load(keras3)).rejects.toThrow(
      "An InputLayer should be passed either a `batchInputShape` or an `inputShape`",
    );
    const renamed = JSON.stringify(keras3.modelTopology).replaceAll("batch_shape", "batch_input_shape");
    expect((await load({ ...keras3, modelTopology: JSON.parse(renamed) })).getLayer("elu").getConfig().alpha).toBe(2);
  });
});

describe("a layer ELU", () => {
  it("has the alpha of the model's file, a number or one of Keras' arrays with one number", async () => {
    for (const alpha of [0.3, { type: "ndarray", value: 0.3 }]) {
      const model = await load(articleModel(alpha));
      expect(model.getLayer("elu").getConfig()).toMatchObject({ alpha: 0.3, name: "elu" });
    }
  });

  it("has alpha 1 by default", async () => {
    expect(ELU().alpha).toBe(1);
    expect(ELU({ name: "here" }).alpha).toBe(1);
    const model = await load(articleModel(null));
    expect(model.getLayer("elu").getConfig()).toMatchObject({ alpha: 1 });
  });

  it("is named elu_ELU1 and so on, like TensorFlow.js' layer, or has the given name", () => {
    expect(ELU({ alpha: 2 }).name).toMatch(/^elu_ELU\d+$/);
    expect(ELU({ alpha: 2, name: "mine" }).name).toBe("mine");
  });

  it("can be the first layer of a sequential model, and a layer of a functional model", () => {
    const model = tf.sequential({ layers: [ELU({ alpha: 2, inputShape: [3, 5] })] });
    expect(model.outputShape).toEqual([null, 3, 5]);
    const input = tf.input({ shape: [4] });
    const output = ELU({ alpha: 0.5 }).apply(input) as tf.SymbolicTensor;
    expect(tf.model({ inputs: input, outputs: output }).outputShape).toEqual([null, 4]);
  });

  it("passes masks on, like Keras' layer", () => {
    const [x, mask] = [tf.zeros([2, 3]), tf.ones([2], "bool")];
    expect(ELU({ alpha: 2 }).computeMask(x, mask)).toBe(mask);
    tf.dispose([x, mask]);
  });

  it("throws for an alpha that is not a finite number, in code and in a file", async () => {
    expect(() => ELU({ alpha: "2" as never })).toThrow(
      new TypeError('ELU: alpha must be a number, got the string "2"'),
    );
    expect(() => ELU({ alpha: Infinity })).toThrow(
      new RangeError("ELU: alpha must be finite as a float32, got Infinity"),
    );
    await expect(load(articleModel("2"))).rejects.toThrow(
      new TypeError('ELU: alpha must be a number, got the string "2"'),
    );
  });

  it("throws a TypeError for an alpha without an object, as in Keras, and says how to pass it", () => {
    expect(() => ELU(2 as never)).toThrow(new TypeError("ELU: pass alpha in an object, ELU({ alpha: 2 }), got 2"));
    expect(() => ELU("2" as never)).toThrow(
      new TypeError('ELU: pass alpha in an object, ELU({ alpha: 2 }), got the string "2"'),
    );
    expect(ELU(null as never).alpha).toBe(1);
  });

  it("is returned by tf.layers.elu until unregister, if that property is writable", () => {
    const layer = tf.layers.elu({ alpha: 2, name: "mine" });
    expect(layer.constructor).toBe(registerElu(tf).ELU().constructor);
    expect(layer.getConfig()).toMatchObject({ alpha: 2, name: "mine" });
    expect(floatsIn(layer.apply(tf.tensor1d([-1])) as tf.Tensor)).toEqual(Float32Array.of(2 * Math.expm1(-1)));
    registerElu(tf).unregister();
    expect(() => tf.layers.elu({ alpha: 2 })).toThrow("Non-default alpha value (2) is not supported by the ELU layer");
    registerElu(tf);
  });

  it("does not replace tf.layers.elu if that property is read-only, as in a bundle", () => {
    registerElu(tf).unregister();
    const layers = Object.freeze({ ...tf.layers });
    const { unregister: undo } = registerElu({ ...tf, layers });
    expect(layers.elu).toBe(tf.layers.elu);
    undo();
    registerElu(tf);
  });

  it("throws a RangeError for more than one tensor", () => {
    const [a, b] = [tf.zeros([1]), tf.zeros([1])];
    expect(() => ELU().apply([a, b])).toThrow(new RangeError("ELU: the layer takes one tensor, got 2"));
    tf.dispose([a, b]);
  });
});
