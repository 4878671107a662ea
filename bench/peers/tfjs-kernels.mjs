/**
 * `npm run bench -- tfjs`: ELU and SELU on tensors, by TensorFlow.js' own kernels and after registerElu. Both take turns,
 * round after round, in one process.
 */
import { writeFileSync } from "node:fs";
import * as core from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import { hold, measure } from "../../build/bench/contest.js";
import { readBenchOptions } from "../../build/bench/options.js";
import { BOTH_FOR_GRADIENT, ELU_ALPHA, floats, report, TF_ELU, TF_SELU } from "../../build/bench/promises.js";
import { tableOfCandidates } from "../../build/bench/tables.js";
import { describeMachine, machineLine } from "../../build/harness/machine.js";
import { normal } from "../../build/harness/random.js";
import { useBackend } from "../../build/harness/tensorflow-backend.js";
import { registerElu } from "../../dist/tfjs.js";

/** TensorFlow.js as `import * as tf from "@tensorflow/tfjs"` gives it. */
const tf = { ...core, layers: layers.layers };

/** @typedef {(x: core.Tensor, dy: core.Tensor) => core.Tensor} Op */

const ALPHA = Math.fround(0.3);

/** What users write where alpha is not 1. @param {core.Tensor} x */
const composed = (x) => tf.leakyRelu(tf.elu(x), ALPHA);

/** The gradient of that by itself, in as few operations as there are. @type {Op} */
const composedGradient = (x, dy) => tf.mul(dy, tf.mul(tf.step(x, ALPHA), tf.exp(tf.clipByValue(x, -110, 0))));

/** Of the latest registration. @type {ReturnType<typeof registered>} */
let registration;

/** The operation with that alpha. @param {core.Tensor} x */
const ours = (x) => registration.elu(x, ALPHA);

/** @type {(op: (x: core.Tensor) => core.Tensor) => Op} */
const forwardAndGradient = (op) => (x, dy) => tf.grad(op)(x, dy);

/** `ours` where it is another call than `own`. @type {{ name: string, own: Op, ours?: Op }[]} */
const OPERATIONS = [
  { name: TF_ELU, own: (x) => tf.elu(x) },
  { name: ELU_ALPHA, own: composed, ours },
  { name: TF_SELU, own: (x) => tf.selu(x) },
  { name: "forward and gradient of tf.elu(x)", own: forwardAndGradient((x) => tf.elu(x)) },
  {
    name: "forward and gradient of elu(x, 0.3)",
    own: forwardAndGradient(composed),
    ours: forwardAndGradient(ours),
  },
  { name: BOTH_FOR_GRADIENT, own: composedGradient, ours: forwardAndGradient(ours) },
];

const options = readBenchOptions("tfjs", "rough figures");
const machine = describeMachine();
console.log(machineLine(machine));

const contests = (options.lengths ?? [256, 65_536, 2 ** 20]).flatMap((length) =>
  /** @type {const} */ (["cpu", "wasm"]).flatMap((backend) =>
    OPERATIONS.map((operation) => ({
      title: `${backend}: ${operation.name}, ${floats(length)}`,
      length,
      measure: async (effort) => measure(await contest(backend, operation, length), effort),
    })),
  ),
);
const series = await hold("tfjs", contests, options);
for (const one of series) console.log(`\n${tableOfCandidates(one, "TensorFlow.js")}`);
console.log();
report(series.flatMap(({ verdicts }) => verdicts));
if (options.json) writeFileSync(options.json, `${JSON.stringify({ machine, series }, null, 2)}\n`);

/** @type {(backend: "cpu" | "wasm", operation: typeof OPERATIONS[number], length: number) => Promise<import("../../build/bench/contest.js").Contest>} */
async function contest(backend, { name, own, ours = own }, length) {
  await useBackend(tf, backend);
  const random = normal(1);
  const [x, dy] = [1, 2].map(() => tf.tensor1d(Float32Array.from({ length }, random)));
  const baseline = `${backend}: ${name}, TensorFlow.js`;
  return {
    floatsPerRun: length,
    candidates: [
      {
        name: baseline,
        baseline,
        before: () => registered().unregister(),
        run: () => tf.tidy(() => own(x, dy)).dispose(),
      },
      {
        name: `${backend}: ${name}, registered`,
        baseline,
        before: () => void registered(),
        run: () => tf.tidy(() => ours(x, dy)).dispose(),
      },
    ],
    end: async () => tf.dispose([x, dy]),
  };
}

function registered() {
  registration = registerElu(/** @type {any} */ (tf));
  return registration;
}
