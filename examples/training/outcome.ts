/** The outcome of the runs, as a table. */
import jstat from "jstat";
import { markdownTable } from "markdown-table";
import { ACTIVATIONS, type Budget, CHECKS_PER_EPOCH, type Run } from "./experiment.js";

const CONFIDENCE = 0.95;

/**
 * Means over the seeds ± their standard deviation, then the difference of each activation from the first ± the 95 %
 * confidence interval by Student's t. Runs of one seed start alike, so differences are taken seed by seed.
 */
export function outcomeTable(runs: readonly Run[], { target }: Budget): string {
  const columns = [
    { title: "test accuracy, last epoch, %", of: (run: Run) => 100 * lastEpoch(run, "accuracy"), resolution: 0 },
    { title: "training loss, last epoch", of: (run: Run) => lastEpoch(run, "loss"), resolution: 0 },
    {
      title: `epochs to ${100 * target} %`,
      of: ({ checks }: Run) => checks.find(({ accuracy }) => accuracy >= target)?.epochs ?? Number.NaN,
      resolution: 1 / CHECKS_PER_EPOCH,
    },
  ];
  const [baseline] = ACTIVATIONS;
  const rows = ACTIVATIONS.map(({ name }) => {
    const cells = columns.map(({ of }) => {
      const values = runsOf(runs, name).map(of);
      return `${number(jstat.mean(values))} ± ${number(jstat.stdev(values, true))}`;
    });
    return [name, ...cells];
  });
  const differences = ACTIVATIONS.slice(1).map(({ name }) => {
    const own = runsOf(runs, name);
    const cells = columns.map(({ of, resolution }) => {
      const values = runsOf(runs, baseline.name).map((run, k) => of(own[k]) - of(run));
      return `${number(jstat.mean(values))} ± ${number(Math.max(marginOf(values), resolution))}`;
    });
    return [`${name}, minus ${baseline.name}`, ...cells];
  });
  const head = ["", ...columns.map(({ title }) => title)];
  return markdownTable([head, ...rows, ...differences], { align: ["l", "r", "r", "r"] });
}

/** The runs of one activation, sorted by seed. */
function runsOf(runs: readonly Run[], name: string): Run[] {
  return runs.filter(({ activation }) => activation.name === name).sort((a, b) => a.seed - b.seed);
}

/** The mean over the checks of the last epoch, because single checks of gradient descent go up and down. */
function lastEpoch({ checks }: Run, measure: "accuracy" | "loss"): number {
  return jstat.mean(checks.slice(-CHECKS_PER_EPOCH).map((check) => check[measure]));
}

/** Half the length of the confidence interval of the mean. */
function marginOf(values: readonly number[]): number {
  const quantile = jstat.studentt.inv((1 + CONFIDENCE) / 2, values.length - 1);
  return (quantile * jstat.stdev(values, true)) / Math.sqrt(values.length);
}

/** "none" if a run diverges or does not reach the target. */
function number(value: number): string {
  return Number.isNaN(value) ? "none" : value.toFixed(3);
}
