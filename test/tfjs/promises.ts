/**
 * The promises of every backend: promises.test.ts checks the backends of Node, browsers/ those of browsers. Each
 * function throws if its promise is broken.
 */
import * as tf from "@tensorflow/tfjs";
import { registerElu } from "elu-simd/tfjs";
import { normal } from "../../harness/random.js";
import { ALPHA, floatsOf, hardInputs, largestErrors, OPERATIONS } from "../../harness/tensorflow/operations.js";
import { ELU } from "../../proof/reference/family.js";
import { assert } from "../contract/assert.js";
import { load, save } from "./stored-models.js";

/** float16 textures have 11 bits, and fewer below 2^-14; every operation of the backend turns Infinity into NaN. */
const isHalfPrecision = () => tf.getBackend() === "webgl" && tf.env().getBool("WEBGL_FORCE_F16_TEXTURES");

const isOnGpu = () => tf.getBackend().startsWith("webg");

export const promises: Readonly<Record<string, () => Promise<void>>> = {
  "forward and gradients of first and second order are within their bounds": async () => {
    const { elu } = registerElu(tf);
    // Smaller inputs are 0 in half precision.
    const inputs = hardInputs().filter((x) => !isHalfPrecision() || x < -(2 ** -24));
    for (const { name, ours, exact } of OPERATIONS) {
      const results = await floatsOf(tf.tidy(() => ours(tf, tf.tensor1d(inputs), elu, tf.ones([inputs.length]))));
      const { ulp, relative } = largestErrors(inputs, results, exact);
      const isGradient = name.includes("gradient");
      if (isHalfPrecision()) {
        for (const [i, x] of inputs.entries()) {
          const size = Math.max(Math.abs(exact(x)), 2 ** -14);
          // The input and the result are rounded, and e^x amplifies the rounding of the input.
          assert(
            Math.abs(results[i] - exact(x)) <= size * 2 ** -9 * Math.max(1, Math.abs(x)),
            `${name} of ${x} is ${results[i]}`,
          );
        }
      } else if (isOnGpu()) {
        // WGSL's bound for e^x, 3 + 2 |x| ULP, and two roundings.
        assert(ulp <= (isGradient ? 7 : 8), `${name} is ${ulp} ULP off`);
        assert(relative <= (isGradient ? 45 * 2 ** -23 : 1e-6), `${name} is off by ${relative}`);
      } else {
        assert(ulp <= (isGradient ? 3 : 2), `${name} is ${ulp} ULP off`);
        assert(relative <= 3 * 2 ** -23, `${name} is off by ${relative}`);
      }
    }
  },

  "special values have their exact results": async () => {
    const { elu } = registerElu(tf);
    const inputs = [0, -0, 1, 89, -200, ...(isHalfPrecision() ? [] : [Infinity, -Infinity, 2e38, 1e4, -1e4])];
    const values = await floatsOf(tf.tidy(() => elu(inputs, 2)));
    const gradients = await floatsOf(tf.tidy(() => tf.grad((x) => elu(x, 2))(tf.tensor1d(inputs))));
    for (const [i, x] of inputs.entries()) {
      // Multiplying by 2 is exact, and so are results that saturate.
      const value = x > 0 ? x : 2 * Math.expm1(x);
      assert(values[i] === Math.fround(value), `elu(${x}, 2) is ${values[i]}`);
      assert(gradients[i] === (x > 0 ? 1 : 2 * (x === 0 ? 1 : 0)), `its gradient at ${x} is ${gradients[i]}`);
    }
    const [nan] = await floatsOf(elu([Number.NaN], 2));
    const knowsNaN = Number.isNaN((await floatsOf(tf.tidy(() => tf.neg(tf.tensor1d([Number.NaN])))))[0]);
    assert(!knowsNaN || Number.isNaN(nan), `elu(NaN, 2) is ${nan}`);
  },

  "tensors of every rank, also without elements, keep their shape": async () => {
    const { elu } = registerElu(tf);
    const shapes = [[], [1], [7], [0], [3, 0, 2], [5, 3], [2, 3, 5], [3, 1, 2, 5], [2, 1, 3, 2, 2], [1, 2, 1, 3, 1, 2]];
    for (const shape of shapes) {
      const x = tf.fill(shape, -1);
      for (const [result, exact] of [
        [elu(x, ALPHA), ELU.value(-1, ALPHA)],
        [tf.grad((x) => elu(x, ALPHA))(x), ELU.gradient(-1, ALPHA)],
      ] as const) {
        assert(String(result.shape) === String(shape), `the shape ${shape} became ${result.shape}`);
        assert(result.size === x.size, `${result.size} floats of ${x.size}`);
        for (const y of await floatsOf(result)) {
          assert(Math.abs(y - exact) < 1e-3 * Math.abs(exact), `a float of shape [${shape}] is ${y}`);
        }
      }
      x.dispose();
    }
  },

  "results depend neither on the shape nor on earlier operations": async () => {
    const { elu } = registerElu(tf);
    const random = normal(4);
    const input = Float32Array.from({ length: 120 }, () => random());
    const flat = await floatsOf(tf.tidy(() => elu(tf.tensor1d(input), 0.3)));
    for (const shape of [[120], [10, 12], [4, 5, 6], [5, 4, 3, 2], [2, 2, 2, 3, 5]]) {
      const shaped = await floatsOf(tf.tidy(() => elu(tf.tensor1d(input).add(0).reshape(shape), 0.3)));
      assert(String(shaped) === String(flat), `elu of shape [${shape}] differs`);
    }
    const transposed = await floatsOf(
      tf.tidy(() => elu(tf.tensor1d(input).reshape([10, 12]).transpose(), 0.3).transpose()),
    );
    assert(String(transposed) === String(flat), "elu of a transposed tensor differs");
  },

  "a million floats, and on GPUs ten million, have accurate results": async () => {
    const { elu } = registerElu(tf);
    for (const length of isOnGpu() ? [1e6, 1e7] : [1e6]) {
      const x = tf.linspace(-4, 4, length);
      const results = await floatsOf(elu(x, ALPHA));
      const inputs = await floatsOf(x);
      for (let i = 0; i < length; i += 9973) {
        const exact = ELU.value(inputs[i], ALPHA);
        assert(Math.abs(results[i] - exact) <= 2e-3 * Math.abs(exact), `float ${i} of ${length} is ${results[i]}`);
      }
    }
  },

  "a model trains, and after saving and loading continues as if without a pause": async () => {
    const { ELU } = registerElu(tf);
    const random = normal(5);
    const tensor = (shape: number[]) => tf.tensor(Array.from({ length: shape[0] * shape[1] }, random), shape);
    const [x, y] = [tensor([50, 4]), tensor([50, 1])];
    const initial = (seed: number) => ({ kernelInitializer: tf.initializers.glorotNormal({ seed }) });
    const create = (optimizer: string) => {
      const layers = [
        tf.layers.dense({ units: 8, inputShape: [4], activation: "elu", ...initial(1) }),
        ELU({ alpha: 0.5 }),
        tf.layers.dense({ units: 1, ...initial(2) }),
      ];
      const model = tf.sequential({ layers });
      model.compile({ optimizer, loss: "meanSquaredError" });
      return model;
    };
    const train = async (model: tf.LayersModel, epochs: number) =>
      (await model.fit(x, y, { epochs, batchSize: 10, shuffle: false, verbose: 0 })).history.loss as number[];

    // On GPUs, adam continues with other last digits, and in half precision it computes NaN.
    for (const optimizer of isOnGpu() ? ["sgd"] : ["sgd", "adam"]) {
      const uninterrupted = await train(create(optimizer), 6);
      const stopped = create(optimizer);
      const before = await train(stopped, 3);
      const after = await train(await load(await save(stopped)), 3);
      assert(uninterrupted[5] < uninterrupted[0], `${optimizer}: the losses are ${uninterrupted}`);
      assert(String([...before, ...after]) === String(uninterrupted), `${optimizer}: ${before}, then ${after}`);
    }
  },

  "no tensor and no data leaks": async () => {
    const { elu } = registerElu(tf);
    const [x, dy] = [tf.tensor1d([-1, 0, 2]), tf.ones([3])];
    const run = () => {
      for (const { ours } of OPERATIONS) ours(tf, x, elu, dy).dispose();
      elu([-1, 2], ALPHA).dispose();
    };
    const allocated = () => `${tf.memory().numTensors} tensors, ${tf.engine().backend.numDataIds()} on the backend`;
    run();
    const before = allocated();
    run();
    assert(allocated() === before, `${before} became ${allocated()}`);
    tf.dispose([x, dy]);
  },

  "unregister restores the registry": async () => {
    registerElu(tf).unregister();
    const kernels = () => new Set(tf.getKernelsForBackend(tf.getBackend()));
    const before = kernels();
    const { unregister } = registerElu(tf);
    for (const name of ["Elu", "Selu"]) {
      const kernel = tf.getKernel(name, tf.getBackend());
      assert(kernel !== undefined && !before.has(kernel), `${name} is not replaced`);
    }
    unregister();
    const after = kernels();
    assert(after.size === before.size && [...after].every((kernel) => before.has(kernel)), "the registry differs");
  },

  "getBackend reports how the backend computes": async () => {
    const { name, kernels, reason } = registerElu(tf).getBackend();
    const expected = { cpu: "copying", wasm: "in-place", webgl: "shader", webgpu: "shader" }[name];
    assert(name === tf.getBackend() && kernels === expected, `${name} computes ${kernels}: ${reason}`);
  },
};
