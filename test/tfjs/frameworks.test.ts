import * as tf from "@tensorflow/tfjs";
import { afterAll, describe, expect, it } from "vitest";
import { ELU as EXACT_ELU, SELU as EXACT_SELU } from "../../proof/reference/family.js";
import { ulpError } from "../../proof/reference/ulp.js";
import { registerElu } from "../../src/tfjs.js";
import { evaluate, kerasCall, pytorch, rowsOf } from "../golden/frameworks.js";
import { floatsIn, useBackend } from "./backends.js";

await useBackend("cpu");
const { elu, ELU, unregister } = registerElu(tf);
afterAll(unregister);

const { x, conv3d } = pytorch;

describe("docs/usage.md, on the cpu backend", () => {
  it.each(rowsOf("keras"))("%s equals %s and %s, within 2 ULP", (theirs, _, ours) => {
    const { name, alpha } = kerasCall(theirs);
    const { value } = { elu: EXACT_ELU, selu: EXACT_SELU }[name];
    const result = floatsIn(tf.tidy(() => evaluate(ours, { tf, elu, ELU, x: tf.tensor1d(x) }) as tf.Tensor));
    const errors = Array.from(result, (y, i) => ulpError(y, value(x[i], alpha)));
    expect(errors.length).toBe(x.length);
    expect(Math.max(...errors)).toBeLessThanOrEqual(2);
  });
});

/** On the cpu backend, because the wasm backend has no Conv3D. */
it("Conv3D and ELU match PyTorch's Conv3d and ELU(alpha = 2), up to the convolution's roundings", () => {
  const model = tf.sequential({
    layers: [tf.layers.conv3d({ filters: 4, kernelSize: 2, inputShape: [3, 4, 5, 1] }), ELU({ alpha: 2.0 })],
  });
  const result = tf.tidy(() => {
    const kernel = tf.tensor(conv3d.kernel, [4, 1, 2, 2, 2]).transpose([2, 3, 4, 1, 0]);
    model.setWeights([kernel, tf.tensor1d(conv3d.bias)]);
    const images = tf.tensor(conv3d.images, [2, 1, 3, 4, 5]).transpose([0, 2, 3, 4, 1]);
    return (model.predict(images) as tf.Tensor).transpose([0, 4, 1, 2, 3]);
  });
  expect(result.shape).toEqual([2, 4, 2, 3, 4]);
  floatsIn(result).forEach((y, i) => {
    expect(y).toBeCloseTo(conv3d.activations[i], 5);
  });
});
