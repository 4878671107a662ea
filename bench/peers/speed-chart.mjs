/** The speeds as a bar chart. */
import * as Plot from "@observablehq/plot";
import { ELU_SIMD, ELU_SIMD_RELAXED, PLAIN_LOOP } from "../../build/bench/promises.js";
import { svgChart } from "./svg-chart.mjs";

/** @typedef {import("./measure-peers.mjs").Figure} Figure */
/** Those of ELU. @typedef {Exclude<import("./measure-peers.mjs").FormName, "selu">} FormName */

/**
 * What each form is, and the colour of its bars: a mid-tone stands out from white and from black.
 *
 * @type {Record<FormName, { heading: string, color: string }>}
 */
const FORMS = {
  resident: { heading: "resident: the floats lie where each wants them, and stay there", color: "#1f83a3" },
  arrays: { heading: "arrays in and out: from one Float32Array to another", color: "#c06a1c" },
};

const ROW_HEIGHT = 24;
const MARGIN = { top: 64, right: 56, bottom: 16, left: 256 };

/** Bars longer than this many of the plain loop's are cut there, with a gap near their end. */
const CUT = 1.5;
const WHOLE = [[0, 1]];
const IN_PIECES = [
  [0, 0.96],
  [0.98, 1],
];

/** @typedef {{ row: string, form: FormName, label: string, ns: number, length: number, isOurs: boolean }} Bar */

/** `where` says on which machine. @type {(figures: Figure[], floats: string, where: string) => string} */
export function speedChart(figures, floats, where) {
  const bars = barsOf(figures);
  const forms = /** @type {FormName[]} */ (Object.keys(FORMS));
  const rows = forms.flatMap((form) => [
    `space above ${form}`,
    form,
    ...bars.filter((bar) => bar.form === form).map(({ row }) => row),
  ]);
  const texts = { title: `ELU of ${floats}, nanoseconds per float`, subtitle: `Medians; shorter is better. ${where}` };
  return svgChart(texts, MARGIN, {
    height: MARGIN.top + rows.length * ROW_HEIGHT + MARGIN.bottom,
    x: { axis: null },
    y: { axis: null, domain: rows, padding: 0.2 },
    marks: [
      forms.map(heading),
      Plot.barX(bars.flatMap(pieces), { x1: "from", x2: "to", y: "row", fill: "color", fillOpacity: "opacity" }),
      [true, false].map((ours) => {
        const named = bars.filter(({ isOurs }) => isOurs === ours);
        const style = { textAnchor: /** @type {const} */ ("end"), dx: -8, fontWeight: ours ? 600 : 400 };
        return Plot.text(named, { x: () => 0, y: "row", text: "label", ...style });
      }),
      Plot.text(bars, { x: "length", y: "row", text: ({ ns }) => digits(ns), textAnchor: "start", dx: 6 }),
    ],
  });
}

/** The fastest first. @type {(figures: Figure[]) => Bar[]} */
function barsOf(figures) {
  const plainLoop = figures.find(({ peer }) => peer === PLAIN_LOOP)?.nsPerFloat ?? Number.POSITIVE_INFINITY;
  return figures
    .filter(({ form }) => form !== "selu")
    .toSorted((a, b) => a.nsPerFloat - b.nsPerFloat)
    .map(({ name, peer, version, form, nsPerFloat }) => ({
      row: name,
      form,
      label: version ? `${peer} ${version}` : peer,
      ns: nsPerFloat,
      length: Math.min(nsPerFloat, CUT * plainLoop),
      isOurs: peer === ELU_SIMD || peer === ELU_SIMD_RELAXED,
    }));
}

/** @typedef {{ row: string, from: number, to: number, color: string, opacity: number }} Piece */

/** The peers stand back. @type {(bar: Bar) => Piece[]} */
function pieces({ row, form, ns, length, isOurs }) {
  return (length < ns ? IN_PIECES : WHOLE).map(([from, to]) => ({
    row,
    from: from * length,
    to: to * length,
    color: FORMS[form].color,
    opacity: isOurs ? 1 : 0.55,
  }));
}

/** In a row of its own, where bars start. @type {(form: FormName) => Plot.Markish} */
function heading(form) {
  const { heading, color } = FORMS[form];
  return Plot.text([heading], { x: () => 0, y: () => form, textAnchor: "start", fill: color, fontWeight: 600 });
}

/** @type {(ns: number) => string} */
function digits(ns) {
  const decimals = ns < 10 ? 2 : ns < 100 ? 1 : 0;
  return ns.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
