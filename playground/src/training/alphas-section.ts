/** "What alpha does": trains with several alphas on demand, draws the steps of each and lists the rest in a table. */
import { createChart } from "../chart.js";
import { connectJob } from "../job.js";
import { element, fillTable } from "../page.js";
import type { Store } from "../state.js";
import { type AlphaOutcome, concludeAlphas, SEEDS } from "./alphas.js";
import { LAST_STEP } from "./setup.js";

export function connectAlphasJob(store: Store): void {
  const chart = createChart(element("alphas-chart", HTMLElement), {
    x: { range: [-0.1, 3.1], ticks: [0, 1, 2, 3] },
    y: { range: [0, 1.05 * LAST_STEP], ticks: [0, 200, 400, 600] },
    lines: [{ colour: "--elu", dots: true }],
  });
  const job = connectJob<AlphaOutcome>({
    id: "alphas",
    running: "Training …",
    work: (program, progress) => {
      const { dataSet, network } = store.state;
      return program.tryAlphas({ dataSet, network }, progress);
    },
    conclude: concludeAlphas,
    show(outcomes) {
      chart.draw(
        outcomes.map(({ alpha }) => alpha),
        [outcomes.map(({ steps }) => steps)],
      );
      const column = (label: string, key: keyof AlphaOutcome, text: (value: number) => string) => ({
        label,
        cells: outcomes.map(({ [key]: value }) => ({ value, text: text(value) })),
      });
      fillTable("alphas", [
        column("alpha", "alpha", (alpha) => (alpha === 0 ? "0, ReLU" : String(alpha))),
        column("seeds separated", "separated", (seeds) => `${seeds} of ${SEEDS.length}`),
        column("median steps", "steps", (steps) => (steps === LAST_STEP ? `over ${LAST_STEP}` : String(steps))),
        column("new points right", "accuracy", (accuracy) => `${(100 * accuracy).toFixed(1)} %`),
      ]);
    },
  });
  store.watch(["dataSet", "network"], () => job.reset(""));
}
