/** What the runs show, in a table and in words. */
import Table from "cli-table3";
import jstat from "jstat";
import { ACTIVATIONS, BASELINE, BATCH, CHECKS_PER_EPOCH } from "./experiment.mjs";

/** @typedef {import("./train.mjs").Run} Run */
/** @typedef {import("./experiment.mjs").Budget} Budget */

const CONFIDENCE = 0.95;

/** @type {(runs: Run[], budget: Budget) => string} */
export function summaryTable(runs, { target }) {
  const goal = percent(target);
  const table = new Table({
    head: ["", "test accuracy", "training loss", `epochs to ${goal}`, `seconds to ${goal}`, "seconds an epoch"],
    colAligns: ["left", "right", "right", "right", "right", "right"],
    style: { head: [], border: [], compact: true },
  });
  for (const { name } of ACTIVATIONS) {
    const own = runsOf(runs, name);
    const first = own.map((run) => reached(run, target));
    const ends = own.map(lastEpoch);
    const accuracies = ends.map(({ accuracy }) => 100 * accuracy);
    const losses = ends.map(({ loss }) => loss);
    const epochsTo = ifAll(first, ({ epochs }) => epochs, 2);
    const secondsTo = ifAll(first, ({ seconds }) => seconds, 1);
    const secondsAnEpoch = own.map(({ checks }) => checks.slice(-1)).map(([{ seconds, epochs }]) => seconds / epochs);
    table.push([name, spread(accuracies, 2, " %"), spread(losses, 3), epochsTo, secondsTo, spread(secondsAnEpoch, 2)]);
  }
  return table.toString();
}

/**
 * Whether each activation differs from ReLU by more than chance. Runs of one seed start alike, so that their difference
 * tells more than that of two means.
 *
 * @type {(runs: Run[], budget: Budget) => string}
 */
export function conclusion(runs, { target }) {
  const baseline = runsOf(runs, BASELINE.name);
  /** No interval is narrower than what can be told apart. @type {(own: Run[], of: (run: Run) => number, what: string, resolution: number) => string} */
  const compare = (own, of, what, resolution) => {
    const differences = own.map((run, k) => of(run) - of(baseline[k]));
    if (differences.some(Number.isNaN)) return `${what}: not all runs got there`;
    const [mean, margin] = [jstat.mean(differences), Math.max(marginOf(differences), resolution)];
    const verdict = Math.abs(mean) > margin ? "more than chance" : "which may be chance";
    return `${signed(mean)} ± ${margin.toFixed(2)} ${what}, ${verdict}`;
  };
  const lines = ACTIVATIONS.filter((activation) => activation !== BASELINE).map(({ name }) => {
    const own = runsOf(runs, name);
    const accuracy = compare(own, (run) => 100 * lastEpoch(run).accuracy, "points of accuracy", 0);
    const epochsTo = (/** @type {Run} */ run) => reached(run, target)?.epochs ?? Number.NaN;
    const epochs = compare(own, epochsTo, `epochs to ${percent(target)}`, 1 / CHECKS_PER_EPOCH);
    return `${name}, against ${BASELINE.name}: ${accuracy}; ${epochs}.`;
  });
  return [
    ...lines,
    `(Means of the differences seed by seed, ± their ${percent(CONFIDENCE)} confidence intervals by Student's t. One network`,
    "and one learning rate for all: this shows what happens here, not which activation is better.)",
  ].join("\n");
}

/** @type {(time: import("./step-time.mjs").StepTime, budget: Budget) => string} */
export function timeLines({ cpu, wasm, own, ours }, { digits }) {
  const steps = Math.floor(digits / BATCH);
  const seconds = (/** @type {number} */ milliseconds) => `${((steps * milliseconds) / 1000).toFixed(2)} s`;
  const share = (/** @type {number} */ part, /** @type {number} */ whole) => `${((100 * part) / whole).toFixed(1)} %`;
  const theirs = `${seconds(own)} in TensorFlow.js' own kernels, ${share(own, cpu - ours + own)} of all`;
  return [
    `An epoch with ELU, alpha 1, by itself: ${seconds(wasm)} on the wasm backend, where the runs above were trained,`,
    `and ${seconds(cpu)} on the cpu backend. Of the latter the activation, forward and gradient, takes ${seconds(ours)} in the kernels`,
    `of elu-simd, ${share(ours, cpu)}. It takes ${theirs}: ${(own / ours).toFixed(1)} times as long. The rest is matrix products.`,
  ].join("\n");
}

/** By seed. @type {(runs: Run[], name: string) => Run[]} */
function runsOf(runs, name) {
  return runs.filter(({ activation }) => activation.name === name).sort((a, b) => a.seed - b.seed);
}

/** The first check at which it told so large a share right. @type {(run: Run, target: number) => import("./run.mjs").Check | undefined} */
function reached({ checks }, target) {
  return checks.find(({ accuracy }) => accuracy >= target);
}

/** Its mean accuracy and loss: single checks of gradient descent go up and down. @param {Run} run */
function lastEpoch({ checks }) {
  const own = checks.slice(-CHECKS_PER_EPOCH);
  return { accuracy: jstat.mean(own.map(({ accuracy }) => accuracy)), loss: jstat.mean(own.map(({ loss }) => loss)) };
}

/** Half of the confidence interval of their mean. @param {number[]} values */
function marginOf(values) {
  const quantile = jstat.studentt.inv((1 + CONFIDENCE) / 2, values.length - 1);
  return (quantile * jstat.stdev(values, true)) / Math.sqrt(values.length);
}

/** Mean and standard deviation over the seeds. @type {(values: number[], digits: number, unit?: string) => string} */
function spread(values, digits, unit = "") {
  return `${jstat.mean(values).toFixed(digits)}${unit} ± ${jstat.stdev(values, true).toFixed(digits)}`;
}

/**
 * Where only some runs got there, how many.
 *
 * @type {(checks: (import("./run.mjs").Check | undefined)[], of: (check: import("./run.mjs").Check) => number, digits: number) => string}
 */
function ifAll(checks, of, digits) {
  const all = checks.filter((check) => check !== undefined);
  return all.length === checks.length ? spread(all.map(of), digits) : `${all.length} of ${checks.length}`;
}

/** @param {number} share */
function percent(share) {
  return `${(100 * share).toFixed(0)} %`;
}

/** @param {number} value */
function signed(value) {
  return `${value < 0 ? "-" : "+"}${Math.abs(value).toFixed(2)}`;
}
