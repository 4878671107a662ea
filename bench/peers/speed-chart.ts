/** A bar chart of the speeds. */
import * as Plot from "@observablehq/plot";
import { COLORS, svgChart } from "../../harness/tensorflow/svg-chart.js";
import { ELU_SIMD } from "../promises.js";
import type { PeerFigure } from "./peers.js";

const HEADINGS = {
  "in place": "arrays in each package's own memory",
  copied: "from one Float32Array to another",
};

export function speedChart(figures: readonly PeerFigure[], floats: string, machine: string): string {
  const forms = Object.keys(HEADINGS) as (keyof typeof HEADINGS)[];
  const bars = figures.filter(({ form }) => form in HEADINGS).toSorted((a, b) => a.nsPerFloat - b.nsPerFloat);
  const rows = forms.flatMap((form) => [form, ...bars.filter((bar) => bar.form === form).map(({ name }) => name)]);
  const isOurs = ({ name }: PeerFigure) => name.startsWith(ELU_SIMD);
  return svgChart(`ELU of ${floats}, nanoseconds per float`, `Medians; shorter is better. ${machine}`, {
    height: 100 + 24 * rows.length,
    marginLeft: 260,
    x: { axis: null },
    y: { axis: null, domain: rows, padding: 0.2 },
    color: { domain: forms, range: COLORS },
    marks: [
      Plot.text(Object.entries(HEADINGS), {
        x: () => 0,
        y: ([form]) => form,
        text: ([form, meaning]) => `${form}: ${meaning}`,
        fill: ([form]) => form,
        textAnchor: "start",
        fontWeight: 600,
      }),
      Plot.barX(bars, { x: "nsPerFloat", y: "name", fill: "form", fillOpacity: (bar) => (isOurs(bar) ? 1 : 0.55) }),
      Plot.text(bars, { x: () => 0, y: "name", text: "title", textAnchor: "end", dx: -8 }),
      Plot.text(bars, {
        x: "nsPerFloat",
        y: "name",
        text: ({ nsPerFloat }) => nsPerFloat.toFixed(nsPerFloat < 10 ? 2 : 1),
        textAnchor: "start",
        dx: 6,
      }),
    ],
  });
}
