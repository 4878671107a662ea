/**
 * A process that trains with one activation and one seed at a time.
 *
 * @typedef {{ activation: import("./experiment.mjs").Activation, seed: number }} Job
 */
import * as tf from "@tensorflow/tfjs";
import "@tensorflow/tfjs-backend-wasm";
import { readDigits } from "../../build/examples/mnist.js";
import { useBackend } from "../../build/harness/tensorflow-backend.js";
import { registerElu } from "../../dist/tfjs.js";
import { run } from "./run.mjs";

// Several times faster than the cpu backend in matrix products, most of the work here (step-time.mjs).
await useBackend(tf, "wasm");
const { ELU } = registerElu(tf);
const test = readDigits("test");

/** @param {Job & { budget: import("./experiment.mjs").Budget }} job */
export default function train({ activation: { alpha }, seed, budget: { digits, epochs, rate } }) {
  const activation = () => (alpha === undefined ? tf.layers.reLU() : ELU({ alpha }));
  return run({ training: readDigits("training", digits), test }, { epochs, rate, seed }, activation);
}
