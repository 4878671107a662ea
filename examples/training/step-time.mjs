/**
 * `node step-time.mjs STEPS`, a process of its own: how long a step takes in training a network with ELU, alpha 1, on the
 * cpu and on the wasm backend; and how long of it the activation, forward and gradient, takes on the cpu backend, with
 * TensorFlow.js' own layer and kernels and with those of this package. Prints medians, in milliseconds, as JSON.
 *
 * @typedef {{ cpu: number, wasm: number, own: number, ours: number }} StepTime The steps are with this package's layer.
 */
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { readDigits } from "../../build/examples/mnist.js";
import { median } from "../../build/harness/median.js";
import { useBackend } from "../../build/harness/tensorflow-backend.js";
import { registerElu } from "../../dist/tfjs.js";
import { BATCH, LEARNING_RATE } from "./experiment.mjs";
import { createNetwork, trainStep } from "./network.mjs";

const STEPS_PER_TURN = 10;

const steps = Number(process.argv[2]);
const digits = readDigits("training", BATCH * STEPS_PER_TURN);

/** @type {Record<"cpu" | "wasm" | "own" | "ours", number[]>} */
const times = { cpu: [], wasm: [], own: [], ours: [] };
// In turns, because the clock speed of a machine drifts; the first turn warms up.
for (let turn = 0; turn <= steps / STEPS_PER_TURN; turn++) {
  await useBackend(tf, "cpu");
  const own = timeSteps(() => tf.layers.elu(), ["Elu", "EluGrad"]);
  const { ELU, unregister } = registerElu(tf);
  const ours = timeSteps(() => ELU({ alpha: 1 }), ["EluAlpha", "EluAlphaGrad"]);
  await useBackend(tf, "wasm");
  const wasm = timeSteps(() => ELU({ alpha: 1 }), []);
  unregister();
  if (turn === 0) continue;
  times.own.push(...own.activation);
  times.ours.push(...ours.activation);
  times.cpu.push(...ours.step);
  times.wasm.push(...wasm.step);
}
console.log(JSON.stringify(Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]))));

/** Of each step all, and what these kernels of the cpu backend take. @type {(layer: () => tf.layers.Layer, kernels: string[]) => Record<"activation" | "step", number[]>} */
function timeSteps(layer, kernels) {
  const model = createNetwork(digits.pixels, 1, layer);
  const optimizer = tf.train.sgd(LEARNING_RATE);
  const clock = startClock(kernels);
  /** @type {Record<"activation" | "step", number[]>} */
  const times = { activation: [], step: [] };
  for (let from = 0; from < digits.count; from += BATCH) {
    const images = digits.images.subarray(from * digits.pixels, (from + BATCH) * digits.pixels);
    clock.milliseconds = 0;
    const start = performance.now();
    trainStep(model, optimizer, images, digits.labels.subarray(from, from + BATCH));
    times.step.push(performance.now() - start);
    times.activation.push(clock.milliseconds);
  }
  clock.stop();
  model.dispose();
  return times;
}

/** Counts the time spent in these kernels of the cpu backend. @param {string[]} names */
function startClock(names) {
  const originals = names.map((name) => tf.getKernel(name, "cpu"));
  /** @type {(kernels: tf.KernelConfig[]) => void} */
  const replaceBy = (kernels) => {
    for (const kernel of kernels) {
      tf.unregisterKernel(kernel.kernelName, "cpu");
      tf.registerKernel(kernel);
    }
  };
  const clock = { milliseconds: 0, stop: () => replaceBy(originals) };
  replaceBy(
    originals.map((original) => ({
      ...original,
      kernelFunc(params) {
        const start = performance.now();
        const result = original.kernelFunc(params);
        clock.milliseconds += performance.now() - start;
        return result;
      },
    })),
  );
  return clock;
}
