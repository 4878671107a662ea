/**
 * `npm run bench:tfjs`: ELU and SELU on tensors, by TensorFlow.js' own kernels and after registerElu. Both take turns,
 * round after round, in one process.
 */
import { parseArgs } from "node:util";
import * as core from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-wasm";
import { Bench } from "tinybench";
import { registerElu } from "../../dist/tfjs.js";
import { markdownTable } from "./markdown.mjs";
import { describeMachine, machineLine, median, normal } from "./reference.mjs";

const HELP = `npm run bench:tfjs -- [options]

  --length N        tensors of N floats; default 65536
  --quick           rough figures
  --help            this text`;

/** What the project promises for 65,536 floats on the cpu backend. */
const PROMISED = { length: 65_536, contest: "cpu: tf.elu(x)", timesFaster: 5 };

const { values: options } = parseArgs({
  options: {
    length: { type: "string", default: String(PROMISED.length) },
    quick: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});

const EFFORT = options.quick ? { rounds: 3, time: 20 } : { rounds: 15, time: 60 };

/** TensorFlow.js as `import * as tf from "@tensorflow/tfjs"` gives it. */
const tf = { ...core, layers: layers.layers };

/** @typedef {{ name: string, backend: "cpu" | "wasm", own: (x: core.Tensor) => core.Tensor, ours?: (x: core.Tensor) => core.Tensor }} Contest */

/** `ours` where it is another call than `own`. @type {Contest[]} */
const CONTESTS = [
  { name: PROMISED.contest, backend: "cpu", own: (x) => tf.elu(x) },
  { name: "cpu: tf.selu(x)", backend: "cpu", own: (x) => tf.selu(x) },
  { name: "cpu: forward and gradient of tf.elu(x)", backend: "cpu", own: tf.grad((x) => tf.elu(x)) },
  { name: "cpu: alpha 2, tf.where and tf.expm1", backend: "cpu", own: composed, ours: (x) => registered().elu(x, 2) },
  { name: "wasm: alpha 2, tf.where and tf.expm1", backend: "wasm", own: composed, ours: (x) => registered().elu(x, 2) },
];

if (options.help) console.log(HELP);
else await main();

async function main() {
  const length = Number(options.length);
  if (!Number.isInteger(length) || length < 1) {
    throw new Error(`--length takes a whole number from 1, not ${options.length}`);
  }
  console.log(`${machineLine(describeMachine())}\n`);
  const rows = [];
  let promised;
  for (const contest of CONTESTS) {
    const { own, ours } = await measure(contest, length);
    if (contest.name === PROMISED.contest && length === PROMISED.length) promised = own / ours;
    rows.push([contest.name, own.toFixed(2), ours.toFixed(2), (own / ours).toFixed(1)]);
  }
  const head = [`${length.toLocaleString("en")} floats, ns per float`, "TensorFlow.js", "registered", "times faster"];
  console.log(markdownTable(head, rows, "right"));
  if (promised !== undefined) {
    const verdict = promised >= PROMISED.timesFaster ? "holds" : "DOES NOT HOLD";
    console.log(`\n${verdict}  tf.elu is at least ${PROMISED.timesFaster} times faster on cpu: ${promised.toFixed(2)}`);
  }
}

/** What users write where alpha is not 1. @param {core.Tensor} x */
function composed(x) {
  return tf.tidy(() => tf.where(tf.greater(x, 0), x, tf.mul(tf.expm1(x), 2)));
}

function registered() {
  return registerElu(/** @type {any} */ (tf));
}

/** Nanoseconds for a float, medians of the rounds. @type {(contest: Contest, length: number) => Promise<{ own: number, ours: number }>} */
async function measure({ backend, own, ours = own }, length) {
  if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js cannot use its ${backend} backend here`);
  const x = tf.tensor1d(Float32Array.from({ length }, normal(1)));
  /** @type {Record<"own" | "ours", number[]>} */
  const times = { own: [], ours: [] };
  for (let round = 0; round < EFFORT.rounds; round++) {
    registered().unregister();
    times.own.push(await nanoseconds(() => own(x).dispose()));
    registered();
    times.ours.push(await nanoseconds(() => ours(x).dispose()));
  }
  x.dispose();
  return { own: median(times.own) / length, ours: median(times.ours) / length };
}

/** The median of a round. @type {(run: () => void) => Promise<number>} */
async function nanoseconds(run) {
  const bench = new Bench({ time: EFFORT.time, iterations: 2, warmupTime: EFFORT.time / 4, warmupIterations: 1 });
  bench.add("run", run);
  const [{ result }] = await bench.run();
  if (result.state !== "completed") throw new Error(`a run did not complete: ${result.state}`);
  return result.latency.p50 * 1e6;
}
