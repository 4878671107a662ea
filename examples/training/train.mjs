/** `node train.mjs`: MNIST digits with ReLU, and with ELU of several alphas, from the same starts and with equal means. */
import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { promisify } from "node:util";
import { MultiBar, Presets } from "cli-progress";
import { Tinypool } from "tinypool";
import { positiveNumber, readOptions, wholeNumber } from "../../build/harness/command-line.js";
import { describeMachine, machineLine } from "../../build/harness/machine.js";
import { ACTIVATIONS, FULL, LEARNING_RATE, QUICK } from "./experiment.mjs";
import { lossChart } from "./loss-chart.mjs";
import { conclusion, summaryTable, timeLines } from "./outcome.mjs";

/** @typedef {import("./worker.mjs").Job} Job */
/** @typedef {Job & { checks: import("./run.mjs").Check[] }} Run */

const DEFAULT_SVG = resolve(import.meta.dirname, "../../build/training.svg");
/** Each runs on one core. */
const PROCESSES = 2;
const TIMED_STEPS = { full: 100, quick: 10 };

const HELP = `npm run example -- training [options]

  --quick           fewer digits, epochs and seeds: rough, in under a minute
  --seeds N         runs of each activation; default ${FULL.seeds}, with --quick ${QUICK.seeds}; two at least
  --rate R          the learning rate; default ${LEARNING_RATE}
  --svg FILE        where to draw the loss curves; default build/training.svg
  --json FILE       write all that was measured to FILE
  --help            this text`;

const options = readOptions(HELP, {
  quick: { type: "boolean", default: false },
  seeds: { type: "string" },
  rate: { type: "string", default: String(LEARNING_RATE) },
  svg: { type: "string", default: DEFAULT_SVG },
  json: { type: "string" },
});

const standard = options.quick ? QUICK : FULL;
const seeds = options.seeds === undefined ? standard.seeds : wholeNumber("seeds", options.seeds, 2);
const budget = { ...standard, seeds, rate: positiveNumber("rate", options.rate) };
const machine = describeMachine();
const { digits, epochs, rate } = budget;
console.log(machineLine(machine));
console.log(`${digits.toLocaleString("en")} digits, ${epochs} epochs, ${seeds} seeds, learning rate ${rate}\n`);

const stepTime = await timeSteps(options.quick ? TIMED_STEPS.quick : TIMED_STEPS.full);
const runs = await trainAll(budget);

console.log(summaryTable(runs, budget));
console.log(`\n${conclusion(runs, budget)}\n\n${timeLines(stepTime, budget)}`);
mkdirSync(dirname(options.svg), { recursive: true });
writeFileSync(options.svg, lossChart(runs, budget));
console.log(`\nLoss curves: ${relative(process.cwd(), options.svg)}`);
if (options.json) {
  writeFileSync(options.json, `${JSON.stringify({ machine, budget, runs, stepTime }, null, 2)}\n`);
}

/** Every activation with every seed. @type {(budget: import("./experiment.mjs").Budget) => Promise<Run[]>} */
async function trainAll(budget) {
  const { seeds } = budget;
  const progress = new MultiBar(
    { format: "{name} {bar} {value} of {total} seeds  accuracy {accuracy}", clearOnComplete: true },
    Presets.shades_classic,
  );
  const longest = Math.max(...ACTIVATIONS.map(({ name }) => name.length));
  const bars = new Map(
    ACTIVATIONS.map(({ name }) => [name, progress.create(seeds, 0, { name: name.padEnd(longest), accuracy: "" })]),
  );

  // Seed by seed, so that what slows the machine down for a moment does so for all activations.
  const jobs = Array.from({ length: seeds }, (_, k) => ACTIVATIONS.map((activation) => ({ activation, seed: k + 1 })));
  const workers = new Tinypool({
    filename: resolve(import.meta.dirname, "worker.mjs"),
    runtime: "child_process",
    serialization: "advanced", // JSON has no NaN, the loss of a run that diverges
    minThreads: PROCESSES,
    maxThreads: PROCESSES,
  });
  try {
    return await Promise.all(
      jobs.flat().map(async (job) => {
        /** @type {Run["checks"]} */
        const checks = await workers.run({ ...job, budget });
        bars.get(job.activation.name)?.increment(1, { accuracy: percent(checks[checks.length - 1].accuracy) });
        return { ...job, checks };
      }),
    );
  } finally {
    progress.stop();
    await workers.destroy();
  }
}

/** Alone, before the training. @type {(steps: number) => Promise<import("./step-time.mjs").StepTime>} */
async function timeSteps(steps) {
  const script = resolve(import.meta.dirname, "step-time.mjs");
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(steps)]);
  return JSON.parse(stdout);
}

/** @type {(share: number) => string} */
function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}
