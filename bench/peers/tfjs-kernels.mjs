/**
 * `npm run bench -- tfjs`: ELU and SELU on tensors, by TensorFlow.js' own kernels and after registerElu. Both take turns,
 * round after round, in one process.
 */
import { writeFileSync } from "node:fs";
import * as core from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import { hold } from "../../build/bench/contest.js";
import { readBenchOptions } from "../../build/bench/options.js";
import { TF_ELU_ON_CPU } from "../../build/bench/speed-promises.js";
import { table } from "../../build/bench/speed-tables.js";
import { floats, report } from "../../build/bench/verdicts.js";
import { describeMachine, machineLine } from "../../build/measure/machine.js";
import { useBackend } from "../../build/measure/tensorflow-backend.js";
import { normal } from "../../build/reference/random.js";
import { registerElu } from "../../dist/tfjs.js";

/** TensorFlow.js as `import * as tf from "@tensorflow/tfjs"` gives it. */
const tf = { ...core, layers: layers.layers };

/** @typedef {(x: core.Tensor) => core.Tensor} Op */

/** `ours` where it is another call than `own`. @type {{ name: string, backend: "cpu" | "wasm", own: Op, ours?: Op }[]} */
const OPERATIONS = [
  { name: TF_ELU_ON_CPU, backend: "cpu", own: (x) => tf.elu(x) },
  { name: "cpu: tf.selu(x)", backend: "cpu", own: (x) => tf.selu(x) },
  { name: "cpu: forward and gradient of tf.elu(x)", backend: "cpu", own: tf.grad((x) => tf.elu(x)) },
  { name: "cpu: alpha 2, tf.where and tf.expm1", backend: "cpu", own: composed, ours: (x) => registered().elu(x, 2) },
  { name: "wasm: alpha 2, tf.where and tf.expm1", backend: "wasm", own: composed, ours: (x) => registered().elu(x, 2) },
];

const options = readBenchOptions("tfjs", "rough figures");
const machine = describeMachine();
console.log(machineLine(machine));

const contests = (options.lengths ?? [65_536]).flatMap((length) =>
  OPERATIONS.map((operation) => ({
    title: `${operation.name}, ${floats(length)}`,
    length,
    prepare: () => contest(operation, length),
  })),
);
const series = await hold("tfjs", contests, options);
console.log(`\n${table(series, "TensorFlow.js")}\n`);
report(series.flatMap(({ verdicts }) => verdicts));
if (options.json) writeFileSync(options.json, `${JSON.stringify({ machine, series }, null, 2)}\n`);

/** @type {(operation: typeof OPERATIONS[number], length: number) => Promise<import("../../build/bench/contest.js").Contest>} */
async function contest({ name, backend, own, ours = own }, length) {
  await useBackend(tf, backend);
  const x = tf.tensor1d(Float32Array.from({ length }, normal(1)));
  const baseline = `${name}, TensorFlow.js`;
  return {
    floatsPerRun: length,
    candidates: [
      { name: baseline, baseline, before: () => registered().unregister(), run: () => own(x).dispose() },
      { name: `${name}, registered`, baseline, before: registered, run: () => ours(x).dispose() },
    ],
    end: async () => x.dispose(),
  };
}

/** What users write where alpha is not 1. @param {core.Tensor} x */
function composed(x) {
  return tf.tidy(() => tf.where(tf.greater(x, 0), x, tf.mul(tf.expm1(x), 2)));
}

function registered() {
  return registerElu(/** @type {any} */ (tf));
}
