/** What alpha does: a small chart of training with several alphas, on demand. */
import { createChart } from "../chart.js";
import { connectJob } from "../job.js";
import { element, fillTable } from "../page.js";
import type { Store } from "../state.js";
import type { AlphaOutcome } from "./alphas.js";
import { LAST_STEP } from "./setup.js";

/** In percent; what is less is drawn here. */
const LEAST_ACCURACY = 80;

const ALPHA_AXIS = { from: -0.1, to: 3.1, ticks: [0, 1, 2, 3], label: String };

export function connectAlphas(store: Store): void {
  const line = { colour: "--elu", dots: true };
  const stepsChart = createChart(element("alphas-steps-chart", HTMLElement), {
    x: ALPHA_AXIS,
    y: { from: 0, to: 1.05 * LAST_STEP, ticks: [0, 200, 400, 600], label: String },
    lines: [line],
  });
  const accuracyChart = createChart(element("alphas-accuracy-chart", HTMLElement), {
    x: ALPHA_AXIS,
    y: { from: LEAST_ACCURACY - 1, to: 101, ticks: [LEAST_ACCURACY, 90, 100], label: String },
    lines: [line],
  });

  const show = (outcomes: readonly AlphaOutcome[]) => {
    const alphas = outcomes.map(({ alpha }) => alpha);
    stepsChart.draw(alphas, [outcomes.map(({ steps }) => steps)]);
    accuracyChart.draw(alphas, [outcomes.map(({ accuracy }) => Math.max(100 * accuracy, LEAST_ACCURACY))]);
    const column = (label: string, values: number[], text: (value: number, k: number) => string) => ({
      label,
      cells: values.map((value, k) => ({ value, text: text(value, k) })),
    });
    fillTable("alphas", [
      column("alpha", alphas, (alpha) => (alpha === 0 ? "0, ReLU" : String(alpha))),
      column(
        "seeds separated",
        outcomes.map(({ separated }) => separated),
        (value, k) => {
          return `${value} of ${outcomes[k].seeds}`;
        },
      ),
      column(
        "median steps",
        outcomes.map(({ steps }) => steps),
        (steps) => {
          return steps === LAST_STEP ? `over ${LAST_STEP}` : String(steps);
        },
      ),
      column(
        "new points right",
        outcomes.map(({ accuracy }) => accuracy),
        (accuracy) => {
          return `${(100 * accuracy).toFixed(1)} %`;
        },
      ),
    ]);
  };
  const job = connectJob<AlphaOutcome[]>({
    ids: { run: "try-alphas", cancel: "cancel-alphas", progress: "alphas-progress", status: "alphas-status" },
    running: "Training …",
    request: () => ({ alphas: { dataSet: store.state.dataSet, network: store.state.network } }),
    done(outcomes) {
      show(outcomes);
      return summary(outcomes);
    },
  });
  store.watch(["dataSet", "network"], () => {
    job.reset("");
    show([]);
  });
}

function summary(outcomes: readonly AlphaOutcome[]): string {
  const quickest = outcomes.reduce((best, outcome) => (outcome.steps < best.steps ? outcome : best));
  const [relu] = outcomes;
  const ofRelu = relu.steps === LAST_STEP ? `never in the median of ${relu.seeds}` : `after ${relu.steps}`;
  return `Quickest here: alpha ${quickest.alpha}, after ${quickest.steps} steps in the median; ReLU ${ofRelu}.`;
}
