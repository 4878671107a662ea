/** The hidden layers of both networks: three small charts by layer, and averages or sums as numbers. */
import { type AxisOptions, type Chart, createChart } from "../chart.js";
import { element, fixed, show } from "../page.js";
import { type DuelStanding, deadIn, unitsIn } from "./duel.js";
import type { LayerStanding } from "./layers.js";

/** Gradient ratios outside of this range are drawn at its ends. */
const LEAST_RATIO = 1e-3;
const LARGEST_RATIO = 1e3;

/** Returns a function that shows the layers of both networks. */
export function connectLayers(): (standing: DuelStanding) => void {
  const chart = (id: string, y: AxisOptions) =>
    createChart(element(`${id}-chart`, HTMLElement), {
      x: { range: (first, last) => [first - 0.3, last + 0.3] },
      y,
      lines: [
        { colour: "--relu", dots: true },
        { colour: "--elu", dots: true },
      ],
    });
  const mean = chart("mean", { range: [-1.05, 1.05], ticks: [-1, 0, 1] });
  const dead = chart("dead", { range: [-0.04, 1.04], ticks: [0, 0.5, 1], label: (y) => `${100 * y} %` });
  const gradient = chart("gradient", {
    range: [LEAST_RATIO, LARGEST_RATIO],
    logarithmic: true,
    ticks: [0.01, 1, 100],
    label: (y) => `${y} ×`,
  });

  return (standing) => {
    const { step, elu, relu } = standing;
    const draw = (chart: Chart, of: (layer: LayerStanding, layers: readonly LayerStanding[]) => number) =>
      chart.draw(
        elu.layers.map((_, k) => k + 1),
        [relu, elu].map(({ layers }) => layers.map((layer) => of(layer, layers))),
      );
    draw(mean, (layer) => layer.mean);
    draw(dead, (layer) => layer.dead / layer.units);
    // Training shrinks all gradients to noise: only those of the first step show what depth does.
    if (step === 0) {
      draw(gradient, (layer, layers) => Math.min(Math.max(relativeToLast(layer, layers), LEAST_RATIO), LARGEST_RATIO));
    }
    for (const name of ["elu", "relu"] as const) {
      const { layers } = standing[name];
      const units = unitsIn(standing[name]);
      const average = layers.reduce((sum, layer) => sum + layer.mean * layer.units, 0) / units;
      show(`${name}-mean`, average, fixed(average, 2));
      const count = deadIn(standing[name]);
      show(`${name}-dead`, count, `${count} of ${units}`);
      if (step > 0) continue;
      const ratio = relativeToLast(layers[0], layers);
      show(`${name}-gradient`, ratio, `${ratio >= 9.95 ? fixed(ratio, 0) : Number(ratio.toPrecision(2))} ×`);
    }
  };
}

/** The gradient in a layer as a multiple of the gradient in the last layer. */
function relativeToLast({ gradient }: LayerStanding, layers: readonly LayerStanding[]): number {
  const last = layers[layers.length - 1].gradient;
  return last === 0 ? 0 : gradient / last;
}
