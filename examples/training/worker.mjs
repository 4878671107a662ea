/**
 * A process that trains: asked for one activation and one seed at a time, it sends each check, then that it is done.
 *
 * @typedef {import("./experiment.mjs").Activation} Activation
 * @typedef {{ activation: Activation, seed: number }} Job
 * @typedef {{ check: import("./run.mjs").Check } | { done: true }} Answer
 */
import * as tf from "@tensorflow/tfjs";
import { readDigits } from "../../build/examples/mnist.js";
import { registerElu } from "../../dist/tfjs.js";
import { run } from "./run.mjs";
import { useBackend } from "./tensorflow.mjs";

/** @type {import("./experiment.mjs").Budget} */
const { digits, epochs, rate } = JSON.parse(process.argv[2]);

// Several times faster than the cpu backend in matrix products, most of the work here (step-time.mjs).
await useBackend("wasm");
const { ELU } = registerElu(tf);
const data = { training: readDigits("training", digits), test: readDigits("test") };

/** @type {(answer: Answer) => void} */
const answer = (answer) => process.send?.(answer);

process.on("message", (/** @type {Job} */ { activation: { alpha }, seed }) => {
  const activation = () => (alpha === undefined ? tf.layers.reLU() : ELU({ alpha }));
  run(data, { epochs, rate, seed }, activation, (check) => answer({ check }));
  answer({ done: true });
});
process.on("disconnect", () => process.exit());
