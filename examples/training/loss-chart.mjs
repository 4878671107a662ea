/** The loss curves as a chart. */
import * as Plot from "@observablehq/plot";
import jstat from "jstat";
import { svgChart } from "../../bench/peers/svg-chart.mjs";
import { ACTIVATIONS } from "./experiment.mjs";

/** @typedef {import("./train.mjs").Run} Run */

/** Of ReLU grey, of ELU by alpha; mid-tones stand out from white and from black. */
const COLORS = ["#868686", "#1f83a3", "#c06a1c", "#8a5cc7"];

const HEIGHT = 440;
const LINE_HEIGHT = 16;
const MARGIN = { top: 72, right: 128, bottom: 48, left: 56 };

/** @typedef {{ name: string, epochs: number, mean: number, lowest: number, highest: number }} Point */

/** @type {(runs: Run[], budget: import("./experiment.mjs").Budget) => string} */
export function lossChart(runs, { digits, seeds }) {
  // Runs that diverge have no loss from there on.
  const points = ACTIVATIONS.flatMap(({ name }) => pointsOf(runs, name)).filter(({ mean }) => Number.isFinite(mean));
  const ends = ACTIVATIONS.map(({ name }) => points.findLast((point) => point.name === name)).filter(
    (point) => point !== undefined,
  );
  const title = "Training loss on MNIST, cross entropy";
  const subtitle = `${digits.toLocaleString("en")} digits; mean of ${seeds} seeds, and the range of all`;

  const label = `${title}: ${ends.map(({ name, mean }) => `${name} ends at ${mean.toFixed(3)}`).join(", ")}`;
  return svgChart({ title, subtitle, label }, MARGIN, {
    height: HEIGHT,
    x: { axis: null, domain: [0, Math.max(...points.map(({ epochs }) => epochs))] },
    y: { axis: null, type: "log" },
    color: { domain: ACTIVATIONS.map(({ name }) => name), range: COLORS },
    marks: [
      Plot.gridY({ ticks: 5, strokeOpacity: 0.15 }),
      Plot.axisX({ label: "epochs", labelAnchor: "center", labelArrow: "none", ticks: 5, tickSize: 0 }),
      Plot.axisY({ label: null, ticks: 5, tickSize: 0, tickFormat: String }),
      Plot.areaY(points, { x: "epochs", y1: "lowest", y2: "highest", fill: "name", fillOpacity: 0.15 }),
      Plot.lineY(points, { x: "epochs", y: "mean", stroke: "name", strokeWidth: 2 }),
      Plot.text(apart(ends, points), {
        x: "epochs",
        y: "mean",
        text: "name",
        fill: "name",
        textAnchor: "start",
        dx: 8,
        fontWeight: 600,
      }),
    ],
  });
}

/** Of one activation, over its seeds. @type {(runs: Run[], name: string) => Point[]} */
function pointsOf(runs, name) {
  const own = runs.filter(({ activation }) => activation.name === name);
  return own[0].checks.map(({ epochs }, k) => {
    const losses = own.map(({ checks }) => checks[k].loss);
    return { name, epochs, mean: jstat.mean(losses), lowest: Math.min(...losses), highest: Math.max(...losses) };
  });
}

/** Moved up where their names would lie upon each other. @type {(ends: Point[], points: Point[]) => Point[]} */
function apart(ends, points) {
  const values = points.flatMap(({ lowest, highest }) => [lowest, highest]);
  const logarithms = Math.log(Math.max(...values) / Math.min(...values));
  const factor = Math.exp((logarithms * LINE_HEIGHT) / (HEIGHT - MARGIN.top - MARGIN.bottom));
  let below = 0;
  return ends
    .toSorted((a, b) => a.mean - b.mean)
    .map((end) => {
      below = Math.max(end.mean, factor * below);
      return { ...end, mean: below };
    });
}
