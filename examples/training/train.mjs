/** `node train.mjs`: MNIST digits with ReLU, and with ELU of several alphas, from the same starts and with equal means. */
import { execFile, fork } from "node:child_process";
import { on } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { parseArgs, promisify } from "node:util";
import { MultiBar, Presets } from "cli-progress";
import { describeMachine, machineLine } from "../../build/bench/machine.js";
import { lossChart } from "./chart.mjs";
import { ACTIVATIONS, CHECKS_PER_EPOCH, FULL, LEARNING_RATE, QUICK } from "./experiment.mjs";
import { conclusion, summaryTable, timeLines } from "./report.mjs";

/** @typedef {import("./experiment.mjs").Activation} Activation */
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

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    seeds: { type: "string" },
    rate: { type: "string", default: String(LEARNING_RATE) },
    svg: { type: "string", default: DEFAULT_SVG },
    json: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (options.help) console.log(HELP);
else await main();

async function main() {
  const standard = options.quick ? QUICK : FULL;
  const seeds = options.seeds === undefined ? standard.seeds : parseSeeds(options.seeds);
  const budget = { ...standard, seeds, rate: parseRate(options.rate) };
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
}

/** @param {string} text */
function parseSeeds(text) {
  const seeds = Number(text);
  if (!Number.isInteger(seeds) || seeds < 2) throw new Error(`--seeds takes a whole number from 2, not ${text}`);
  return seeds;
}

/** @param {string} text */
function parseRate(text) {
  const rate = Number(text);
  if (!(rate > 0 && rate < Infinity)) throw new Error(`--rate takes a number above 0, not ${text}`);
  return rate;
}

/** Every activation with every seed. @param {import("./experiment.mjs").Budget} budget */
async function trainAll(budget) {
  const { epochs, seeds } = budget;
  const progress = new MultiBar(
    { format: "{name} {bar} {percentage} %  accuracy {accuracy}", clearOnComplete: true },
    Presets.shades_classic,
  );
  const longest = Math.max(...ACTIVATIONS.map(({ name }) => name.length));
  const bars = new Map(
    ACTIVATIONS.map(({ name }) => {
      const bar = progress.create(seeds * epochs * CHECKS_PER_EPOCH, 0, { name: name.padEnd(longest), accuracy: "" });
      return [name, bar];
    }),
  );

  // Seed by seed, so that what slows the machine down for a moment does so for all activations.
  const jobs = Array.from({ length: seeds }, (_, k) => ACTIVATIONS.map((activation) => ({ activation, seed: k + 1 })));
  const queue = jobs.flat();
  /** @type {Run[]} */
  const runs = [];
  try {
    await Promise.all(
      Array.from({ length: PROCESSES }, () =>
        work(queue, budget, (run) => {
          const { accuracy } = run.checks[run.checks.length - 1];
          bars.get(run.activation.name)?.increment(1, { accuracy: percent(accuracy) });
          if (!runs.includes(run)) runs.push(run);
        }),
      ),
    );
  } finally {
    progress.stop();
  }
  return runs;
}

/**
 * One process, which takes jobs from the queue until none is left. Where it dies, this throws.
 *
 * @param {Job[]} queue
 * @param {import("./experiment.mjs").Budget} budget
 * @param {(run: Run) => void} onCheck
 */
async function work(queue, budget, onCheck) {
  // JSON has no NaN, the loss of a run that diverges.
  const worker = fork(resolve(import.meta.dirname, "worker.mjs"), [JSON.stringify(budget)], {
    serialization: "advanced",
  });
  const answers = on(worker, "message", { close: ["exit"] });
  try {
    for (let job = queue.shift(); job; job = queue.shift()) {
      /** @type {Run} */
      const run = { ...job, checks: [] };
      worker.send(job);
      for (;;) {
        const { done: ended, value } = await answers.next();
        if (ended) throw new Error("a training process has died");
        /** @type {import("./worker.mjs").Answer} */
        const [answer] = value;
        if ("done" in answer) break;
        run.checks.push(answer.check);
        onCheck(run);
      }
    }
  } finally {
    queue.length = 0; // where this one has died, the others need not go on
    if (worker.connected) worker.disconnect();
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
