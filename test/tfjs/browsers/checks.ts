/** What has to hold on every backend of a browser. Each throws where it does not. */
import type * as TensorFlow from "@tensorflow/tfjs";
import { registerElu } from "../../../dist/tfjs.js";
import { normal } from "../../../harness/random.js";
import { ELU } from "../../../proof/reference/family.js";
import { hardInputs, largestErrors, OPERATIONS } from "../operations.js";

type Tf = typeof TensorFlow;
type Tensor = TensorFlow.Tensor;

/** With float16 textures a number has 11 bits, and fewer below 2^-14; the backend makes NaN of Infinity, in any operation. */
const isHalfPrecision = (tf: Tf) => tf.getBackend() === "webgl" && tf.env().getBool("WEBGL_FORCE_F16_TEXTURES");

const isOnGpu = (tf: Tf) => tf.getBackend().startsWith("webg");

export const checks: Readonly<Record<string, (tf: Tf) => Promise<void>>> = {
  "forward and gradients of first and second order are within their bounds": async (tf) => {
    const { elu } = registerElu(tf);
    // Others are 0 in half precision.
    const inputs = hardInputs().filter((x) => !isHalfPrecision(tf) || x < -(2 ** -24));
    for (const { name, ours, exact } of OPERATIONS) {
      const results = await floats(tf.tidy(() => ours(tf, tf.tensor1d(inputs), elu, tf.ones([inputs.length]))));
      const { ulp, relative } = largestErrors(inputs, results, exact);
      const isGradient = name.includes("gradient");
      if (isHalfPrecision(tf)) {
        for (const [i, x] of inputs.entries()) {
          const size = Math.max(Math.abs(exact(x)), 2 ** -14);
          // The input was rounded, and so is the result; e^x between the two makes more of the input's rounding.
          expect(
            Math.abs(results[i] - exact(x)) <= size * 2 ** -9 * Math.max(1, Math.abs(x)),
            `${name} of ${x} is ${results[i]}`,
          );
        }
      } else if (isOnGpu(tf)) {
        // e^x as WGSL bounds it, 3 + 2 |x| ULP, and two roundings.
        expect(ulp <= (isGradient ? 7 : 8), `${name} is ${ulp} ULP off`);
        expect(relative <= (isGradient ? 45 * 2 ** -23 : 1e-6), `${name} is off by ${relative}`);
      } else {
        expect(ulp <= (isGradient ? 3 : 2), `${name} is ${ulp} ULP off`);
        expect(relative <= 3 * 2 ** -23, `${name} is off by ${relative}`);
      }
    }
  },

  "special values": async (tf) => {
    const { elu } = registerElu(tf);
    const inputs = [0, -0, 1, 89, -200, ...(isHalfPrecision(tf) ? [] : [Infinity, -Infinity, 2e38, 1e4, -1e4])];
    const values = await floats(tf.tidy(() => elu(inputs, 2)));
    const gradients = await floats(tf.tidy(() => tf.grad((x) => elu(x, 2))(tf.tensor1d(inputs))));
    for (const [i, x] of inputs.entries()) {
      // Two is exact, and so is what saturates.
      const value = x > 0 ? x : 2 * Math.expm1(x);
      expect(values[i] === Math.fround(value), `elu(${x}, 2) is ${values[i]}`);
      expect(gradients[i] === (x > 0 ? 1 : 2 * (x === 0 ? 1 : 0)), `its gradient at ${x} is ${gradients[i]}`);
    }
    const [nan] = await floats(elu([Number.NaN], 2));
    const knowsNaN = Number.isNaN((await floats(tf.tidy(() => tf.neg(tf.tensor1d([Number.NaN])))))[0]);
    expect(!knowsNaN || Number.isNaN(nan), `elu(NaN, 2) is ${nan}`);
  },

  "every rank, and tensors of no elements": async (tf) => {
    const { elu } = registerElu(tf);
    const alpha = Math.fround(0.3);
    const shapes = [[], [1], [7], [0], [3, 0, 2], [5, 3], [2, 3, 5], [3, 1, 2, 5], [2, 1, 3, 2, 2], [1, 2, 1, 3, 1, 2]];
    for (const shape of shapes) {
      const x = tf.fill(shape, -1);
      for (const [result, exact] of [
        [elu(x, alpha), ELU.value(-1, alpha)],
        [tf.grad((x) => elu(x, alpha))(x), ELU.gradient(-1, alpha)],
      ] as const) {
        expect(String(result.shape) === String(shape), `the shape ${shape} became ${result.shape}`);
        expect(result.size === x.size, `${result.size} floats of ${x.size}`);
        for (const y of await floats(result)) {
          expect(Math.abs(y - exact) < 1e-3 * Math.abs(exact), `a float of shape [${shape}] is ${y}`);
        }
      }
      x.dispose();
    }
  },

  "results are those of the same floats in another shape, computed after other operations": async (tf) => {
    const { elu } = registerElu(tf);
    const random = normal(4);
    const input = Float32Array.from({ length: 120 }, () => random());
    const flat = await floats(tf.tidy(() => elu(tf.tensor1d(input), 0.3)));
    for (const shape of [[120], [10, 12], [4, 5, 6], [5, 4, 3, 2], [2, 2, 2, 3, 5]]) {
      const shaped = await floats(tf.tidy(() => elu(tf.tensor1d(input).add(0).reshape(shape), 0.3)));
      expect(String(shaped) === String(flat), `elu of shape [${shape}] differs`);
      const transposed = await floats(
        tf.tidy(() => elu(tf.tensor1d(input).reshape([10, 12]).transpose(), 0.3).transpose()),
      );
      expect(String(transposed) === String(flat), "elu of a transposed tensor differs");
    }
  },

  "a million floats, and on GPUs ten million": async (tf) => {
    const { elu } = registerElu(tf);
    for (const length of isOnGpu(tf) ? [1e6, 1e7] : [1e6]) {
      const x = tf.linspace(-4, 4, length);
      const results = await floats(elu(x, 0.3));
      const inputs = await floats(x);
      for (let i = 0; i < length; i += 9973) {
        const exact = ELU.value(inputs[i], Math.fround(0.3));
        expect(Math.abs(results[i] - exact) <= 2e-3 * Math.abs(exact), `float ${i} of ${length} is ${results[i]}`);
      }
    }
  },

  "a model trains, is saved and loaded, and goes on": async (tf) => {
    const { ELU } = registerElu(tf);
    const random = normal(5);
    const tensor = (shape: number[]) => tf.tensor(Array.from({ length: shape[0] * shape[1] }, random), shape);
    const initial = (seed: number) => ({ kernelInitializer: tf.initializers.glorotNormal({ seed }) });
    const model = tf.sequential({
      layers: [
        tf.layers.dense({ units: 8, inputShape: [4], activation: "elu", ...initial(1) }),
        ELU({ alpha: 0.5 }),
        tf.layers.dense({ units: 1, ...initial(2) }),
      ],
    });
    const [x, y] = [tensor([50, 4]), tensor([50, 1])];
    model.compile({ optimizer: tf.train.sgd(0.05), loss: "meanSquaredError" });
    const { loss } = (await model.fit(x, y, { epochs: 4, shuffle: false, verbose: 0 })).history;
    expect(Number(loss[3]) < Number(loss[0]), `the losses are ${loss}`);
    let saved: TensorFlow.io.ModelArtifacts | undefined;
    await model.save(
      tf.io.withSaveHandler(async (artifacts) => {
        saved = artifacts;
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
      }),
    );
    const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved as TensorFlow.io.ModelArtifacts));
    const [before, after] = [await floats(model.predict(x) as Tensor), await floats(loaded.predict(x) as Tensor)];
    expect(String(before) === String(after), "the loaded model predicts otherwise");
  },

  "no tensor is left behind": async (tf) => {
    const { elu } = registerElu(tf);
    const x = tf.tensor1d([-1, 0, 2]);
    elu(x, 0.3).dispose();
    const { numTensors } = tf.memory();
    for (let k = 0; k < 3; k++) {
      for (const { ours } of OPERATIONS) tf.tidy(() => void ours(tf, x, elu, tf.ones([3])));
      elu([-1, 2], 0.3).dispose();
    }
    expect(tf.memory().numTensors === numTensors, `${tf.memory().numTensors - numTensors} tensors are left`);
  },

  "unregister leaves the registry as it was": async (tf) => {
    registerElu(tf).unregister();
    const kernels = () => new Set(tf.getKernelsForBackend(tf.getBackend()));
    const before = kernels();
    const { unregister } = registerElu(tf);
    expect(
      tf.getKernel("Selu", tf.getBackend()) !== undefined && !before.has(tf.getKernel("Selu", tf.getBackend())),
      "Selu is not replaced",
    );
    unregister();
    const after = kernels();
    expect(after.size === before.size && [...after].every((kernel) => before.has(kernel)), "the registry differs");
  },

  "the backend says how it computes": async (tf) => {
    const { name, kernels, reason } = registerElu(tf).getBackend();
    const expected = { cpu: "copying", wasm: "in-place", webgl: "shader", webgpu: "shader" }[name];
    expect(name === tf.getBackend() && kernels === expected, `${name} computes ${kernels}: ${reason}`);
  },
};

function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}

async function floats(tensor: Tensor): Promise<Float32Array> {
  const floats = (await tensor.data()) as Float32Array;
  tensor.dispose();
  return floats;
}
