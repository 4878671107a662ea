/** The loss curves in SVG, for light and for dark pages. */
import * as Plot from "@observablehq/plot";
import jstat from "jstat";
import { DOMParser } from "linkedom";
import { ACTIVATIONS } from "./experiment.mjs";

/** @typedef {import("./train.mjs").Run} Run */

const SVG = "http://www.w3.org/2000/svg";

/** Of ReLU grey, of ELU by alpha; mid-tones stand out from white and from black. */
const COLORS = ["#868686", "#1f83a3", "#c06a1c", "#8a5cc7"];

const WIDTH = 800;
const HEIGHT = 440;
const LINE_HEIGHT = 16;
const MARGIN = { top: 72, right: 128, bottom: 48, left: 56 };

/** An image brings its own page: it knows what its reader prefers, but not which page it is on. */
const STYLE = `
svg { color: #1f2328; font-size: 13px }
.page { fill: #ffffff }
@media (prefers-color-scheme: dark) {
  svg { color: #f0f6fc }
  .page { fill: #0d1117 }
}
`;

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

  const document = /** @type {Document} */ (
    /** @type {unknown} */ (new DOMParser().parseFromString(`<svg xmlns="${SVG}"/>`, "image/svg+xml"))
  );
  const chart = Plot.plot({
    document,
    ariaLabel: `${title}: ${ends.map(({ name, mean }) => `${name} ends at ${mean.toFixed(3)}`).join(", ")}`,
    width: WIDTH,
    height: HEIGHT,
    marginTop: MARGIN.top,
    marginRight: MARGIN.right,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    x: { axis: null, domain: [0, Math.max(...points.map(({ epochs }) => epochs))] },
    y: { axis: null, type: "log" },
    color: { domain: ACTIVATIONS.map(({ name }) => name), range: COLORS },
    marks: [
      Plot.frame({
        insetTop: -MARGIN.top,
        insetRight: -MARGIN.right,
        insetBottom: -MARGIN.bottom,
        insetLeft: -MARGIN.left,
        rx: 8,
        className: "page",
        fill: "white",
        stroke: "none",
      }),
      Plot.gridY({ ticks: 5, strokeOpacity: 0.15 }),
      Plot.axisX({ label: "epochs", labelAnchor: "center", labelArrow: "none", ticks: 5, tickSize: 0 }),
      Plot.axisY({ label: null, ticks: 5, tickSize: 0, tickFormat: String }),
      line(title, 22, { fontSize: 17, fontWeight: 600 }),
      line(subtitle, 46, { fillOpacity: 0.7 }),
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
  chart.setAttribute("xmlns", SVG);
  const style = document.createElementNS(SVG, "style");
  style.textContent = STYLE;
  chart.append(style);
  return `${chart}\n`;
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

/** @type {(text: string, y: number, style: Plot.TextOptions) => Plot.Markish} */
function line(text, y, style) {
  return Plot.text([text], { frameAnchor: "top-left", dx: 20 - MARGIN.left, dy: y - MARGIN.top, ...style });
}
