/** The loss curves as a chart. */
import * as Plot from "@observablehq/plot";
import { COLORS, GREY, svgChart } from "../../harness/tensorflow/svg-chart.js";
import { ACTIVATIONS, type Budget, type Run } from "./experiment.js";

const RANGE = [GREY, ...COLORS];
const LINE_HEIGHT = 20;

export function lossChart(runs: readonly Run[], { digits, seeds }: Budget): string {
  // A run has no loss after it diverges.
  const points = runs
    .flatMap(({ activation, checks }) => checks.map(({ epochs, loss }) => ({ name: activation.name, epochs, loss })))
    .filter(({ loss }) => Number.isFinite(loss));
  const axes = { x: "epochs", z: "name" } as const;
  return svgChart(
    "Training loss on MNIST, cross entropy",
    `${digits.toLocaleString("en")} digits; mean of ${seeds} seeds, and the range of all`,
    {
      height: 440,
      marginLeft: 60,
      marginRight: 140,
      marginBottom: 48,
      x: { axis: null, zero: true },
      y: { axis: null, type: "log" },
      color: { domain: ACTIVATIONS.map(({ name }) => name), range: RANGE },
      marks: [
        Plot.gridY({ ticks: 5, strokeOpacity: 0.15 }),
        Plot.axisX({ label: "epochs", labelAnchor: "center", labelArrow: "none", ticks: 5, tickSize: 0 }),
        Plot.axisY({ label: null, ticks: 5, tickSize: 0, tickFormat: String }),
        Plot.areaY(
          points,
          Plot.groupX({ y1: "min", y2: "max" }, { ...axes, y1: "loss", y2: "loss", fill: "name", fillOpacity: 0.15 }),
        ),
        Plot.lineY(points, Plot.groupX({ y: "mean" }, { ...axes, y: "loss", stroke: "name", strokeWidth: 2 })),
        ACTIVATIONS.map(({ name }, k) =>
          Plot.text([name], {
            frameAnchor: "bottom-right",
            textAnchor: "start",
            dx: 8,
            dy: (k - ACTIVATIONS.length) * LINE_HEIGHT,
            fill: RANGE[k],
            fontWeight: 600,
          }),
        ),
      ],
    },
  );
}
