/** `npm run example -- training`: MNIST with ReLU, and with ELU of several alphas, from the same initial weights. */
import { writeFileSync } from "node:fs";
import { Presets, SingleBar } from "cli-progress";
import { Tinypool } from "tinypool";
import { positiveNumber, readOptions, wholeNumber } from "../../harness/command-line.js";
import { describeMachine, machineLine } from "../../harness/machine.js";
import { activationShares } from "./activation-share.js";
import { ACTIVATIONS, type Budget, type Check, FULL, QUICK, type Run } from "./experiment.js";
import { lossChart } from "./loss-chart.js";
import { outcomeTable } from "./outcome.js";

/** Processes that train at the same time, each on one core. */
const PROCESSES = 2;

const HELP = `npm run example -- training [options]

  --quick           fewer digits, epochs and seeds: rough, in under a minute
  --seeds N         runs of each activation, 2 at least; default ${FULL.seeds}, with --quick ${QUICK.seeds}
  --rate R          the learning rate; default ${FULL.rate}
  --svg FILE        the file for the loss curves; default build/training.svg
  --help            this text`;

const options = readOptions(HELP, {
  quick: { type: "boolean", default: false },
  seeds: { type: "string" },
  rate: { type: "string", default: String(FULL.rate) },
  svg: { type: "string", default: "build/training.svg" },
});
const standard = options.quick ? QUICK : FULL;
const budget: Budget = {
  ...standard,
  seeds: wholeNumber("seeds", options.seeds ?? String(standard.seeds), 2),
  rate: positiveNumber("rate", options.rate),
};
const { digits, epochs, seeds, rate } = budget;
console.log(machineLine(describeMachine()));
console.log(`${digits.toLocaleString("en")} digits, ${epochs} epochs, ${seeds} seeds, learning rate ${rate}`);

const { own, ours } = await activationShares(options.quick ? 20 : 100);
const runs = await trainAll();
console.log(`\n${outcomeTable(runs, budget)}\n
Means over the seeds ± standard deviation; differences seed by seed ± 95 % confidence intervals by Student's t.
Share of ELU and its gradient in kernels of the cpu backend: ${percent(ours)} with elu-simd, ${percent(own)} without`);
writeFileSync(options.svg, lossChart(runs, budget));
console.log(`Loss curves: ${options.svg}`);

/** Every activation with every seed. */
async function trainAll(): Promise<Run[]> {
  const jobs = Array.from({ length: seeds }, (_, k) => ACTIVATIONS.map((activation) => ({ activation, seed: k + 1 })));
  const progress = new SingleBar({ format: "{bar} {value} of {total} runs", clearOnComplete: true }, Presets.rect);
  progress.start(jobs.flat().length, 0);
  const workers = new Tinypool({
    filename: new URL("./worker.js", import.meta.url).href,
    runtime: "child_process",
    serialization: "advanced", // JSON has no NaN, the loss of a run that diverges
    minThreads: PROCESSES,
    maxThreads: PROCESSES,
  });
  try {
    return await Promise.all(
      jobs.flat().map(async (job) => {
        const checks: Check[] = await workers.run({ ...job, budget });
        progress.increment();
        return { ...job, checks };
      }),
    );
  } finally {
    progress.stop();
    await workers.destroy();
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
