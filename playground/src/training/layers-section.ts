/** The networks from inside: three small charts along depth. */
import { type Chart, createChart } from "../chart.js";
import { element, fixed, show } from "../page.js";
import type { DuelStanding } from "./duel.js";
import type { LayerStanding } from "./layers.js";
import { deadIn } from "./verdict.js";

const LINES = [
  { colour: "--relu", dots: true },
  { colour: "--elu", dots: true },
];

/** Gradients beyond these multiples of the last are drawn at the edge. */
const LEAST_GRADIENT = 1e-3;
const MOST_GRADIENT = 1e3;

/** Shows the layers of both networks. */
export function connectLayers(): (standing: DuelStanding) => void {
  let depth = 0;
  let charts: Record<"mean" | "dead" | "gradient", Chart> | undefined;

  const chartsFor = (layers: number, units: number) => {
    // The axis of the layers is as long as the network is deep.
    for (const id of ["mean", "dead", "gradient"]) element(`${id}-chart`, HTMLElement).replaceChildren();
    const ticks = Array.from({ length: layers }, (_, k) => k + 1).filter((k) => layers < 9 || k % 2 === 0);
    const x = { from: 0.7, to: layers + 0.3, ticks, label: String };
    const chart = (id: string, y: Parameters<typeof createChart>[1]["y"]) =>
      createChart(element(`${id}-chart`, HTMLElement), { x, y, lines: LINES });
    return {
      mean: chart("mean", { from: -1.05, to: 1.05, ticks: [-1, 0, 1], label: (y) => fixed(y, 0) }),
      dead: chart("dead", { from: -0.04 * units, to: 1.04 * units, ticks: [0, units / 2, units], label: String }),
      gradient: chart("gradient", {
        from: LEAST_GRADIENT,
        to: MOST_GRADIENT,
        logarithmic: true,
        ticks: [0.01, 1, 100],
        label: (y) => `${y} ×`,
      }),
    };
  };

  return (standing) => {
    const { elu, relu } = standing;
    if (!charts || depth !== elu.layers.length) {
      depth = elu.layers.length;
      charts = chartsFor(depth, elu.layers[0].units);
    }
    const x = elu.layers.map((_, k) => k + 1);
    const draw = (chart: Chart, of: (layer: LayerStanding, layers: readonly LayerStanding[]) => number) =>
      chart.draw(
        x,
        [relu, elu].map(({ layers }) => layers.map((layer) => of(layer, layers))),
      );
    draw(charts.mean, ({ mean }) => mean);
    draw(charts.dead, ({ dead }) => dead);
    draw(charts.gradient, (layer, layers) => {
      return Math.min(Math.max(besideLast(layer, layers), LEAST_GRADIENT), MOST_GRADIENT);
    });

    const units = elu.layers.reduce((sum, layer) => sum + layer.units, 0);
    for (const [name, { layers }] of [
      ["elu", elu],
      ["relu", relu],
    ] as const) {
      const mean = layers.reduce((sum, layer) => sum + layer.mean * layer.units, 0) / units;
      const first = besideLast(layers[0], layers);
      show(`${name}-mean`, mean, fixed(mean, 2));
      const dead = deadIn(standing[name]);
      show(`${name}-dead`, dead, `${dead} of ${units}`);
      show(`${name}-gradient`, first, `${readable(first)} ×`);
    }
  };
}

/** The gradient of a layer as a multiple of that in the last; of 0 nothing is a multiple. */
function besideLast({ gradient }: LayerStanding, layers: readonly LayerStanding[]): number {
  const last = layers[layers.length - 1].gradient;
  return last === 0 ? 0 : gradient / last;
}

/** Two digits: "0.034", "1.2", "54". */
function readable(ratio: number): string {
  return ratio >= 9.95 ? fixed(ratio, 0) : String(Number(ratio.toPrecision(2)));
}
