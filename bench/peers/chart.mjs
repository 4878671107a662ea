/** The speeds as a bar chart in SVG, for light and for dark pages. */
import * as Plot from "@observablehq/plot";
import { DOMParser } from "linkedom";
import { ELU_SIMD, ELU_SIMD_RELAXED, PLAIN_LOOP } from "./peers.mjs";

/** @typedef {import("./measure.mjs").Figure} Figure */
/** @typedef {import("./measure.mjs").FormName} FormName */

const SVG = "http://www.w3.org/2000/svg";

/**
 * What each form is, and the colour of its bars: a mid-tone stands out from white and from black.
 *
 * @type {Record<FormName, { heading: string, color: string }>}
 */
const FORMS = {
  resident: { heading: "resident: the floats lie where each wants them, and stay there", color: "#1f83a3" },
  arrays: { heading: "arrays in and out: from one Float32Array to another", color: "#c06a1c" },
};

const WIDTH = 800;
const ROW_HEIGHT = 24;
const MARGIN = { top: 64, right: 56, bottom: 16, left: 256 };
/** Of the titles, from the left edge. */
const INDENT = 20;

/** Bars longer than so many of the plain loop's are cut there: they would leave too little to see of the others. */
const CUT = 1.5;
/** The pieces of a bar, in parts of its length. One that is cut ends in slices. */
const WHOLE = [[0, 1]];
const IN_PIECES = [
  [0, 0.958],
  [0.97, 0.98],
  [0.992, 1],
];

/**
 * An image knows whether its reader prefers dark pages, but not which page it is on: it brings its own, so that its
 * text can be read on any.
 */
const STYLE = `
svg { color: #1f2328; font-size: 13px }
.page { fill: #ffffff }
@media (prefers-color-scheme: dark) {
  svg { color: #f0f6fc }
  .page { fill: #0d1117 }
}
`;

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
  const title = `ELU of ${floats}, nanoseconds per float`;

  const document = emptyDocument();
  const chart = Plot.plot({
    document,
    ariaLabel: title,
    width: WIDTH,
    height: MARGIN.top + rows.length * ROW_HEIGHT + MARGIN.bottom,
    marginTop: MARGIN.top,
    marginRight: MARGIN.right,
    marginBottom: MARGIN.bottom,
    marginLeft: MARGIN.left,
    x: { axis: null },
    y: { axis: null, domain: rows, padding: 0.2 },
    marks: [
      page(),
      titleLine(title, 22, { fontSize: 17, fontWeight: 600 }),
      titleLine(`Medians; shorter is better. ${where}`, 48, { fillOpacity: 0.7 }),
      forms.map(heading),
      Plot.barX(bars.flatMap(pieces), { x1: "from", x2: "to", y: "row", fill: "color", fillOpacity: "opacity" }),
      names(
        bars.filter(({ isOurs }) => isOurs),
        { fontWeight: 600 },
      ),
      names(bars.filter(({ isOurs }) => !isOurs)),
      Plot.text(bars, { x: "length", y: "row", text: ({ ns }) => digits(ns), textAnchor: "start", dx: 6 }),
    ],
  });
  chart.setAttribute("xmlns", SVG);
  const style = document.createElementNS(SVG, "style");
  style.textContent = STYLE;
  chart.append(style);
  return `${chart}\n`;
}

/** Plot draws on a page, which Node has none of. @type {() => Document} */
function emptyDocument() {
  const document = new DOMParser().parseFromString(`<svg xmlns="${SVG}"/>`, "image/svg+xml");
  return /** @type {Document} */ (/** @type {unknown} */ (document));
}

/** The fastest first. @type {(figures: Figure[]) => Bar[]} */
function barsOf(figures) {
  const plainLoop = figures.find(({ name }) => name === PLAIN_LOOP)?.nsPerFloat ?? Number.POSITIVE_INFINITY;
  return figures
    .toSorted((a, b) => a.nsPerFloat - b.nsPerFloat)
    .map(({ name, version, form, nsPerFloat }) => ({
      row: `${form}, ${name}`,
      form,
      label: version ? `${name} ${version}` : name,
      ns: nsPerFloat,
      length: Math.min(nsPerFloat, CUT * plainLoop),
      isOurs: name === ELU_SIMD || name === ELU_SIMD_RELAXED,
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

function page() {
  const { top, right, bottom, left } = MARGIN;
  const insets = { insetTop: -top, insetRight: -right, insetBottom: -bottom, insetLeft: -left };
  return Plot.frame({ ...insets, rx: 8, className: "page", fill: "white", stroke: "none" });
}

/** @type {(text: string, y: number, style: Plot.TextOptions) => Plot.Markish} */
function titleLine(text, y, style) {
  return Plot.text([text], { frameAnchor: "top-left", dx: INDENT - MARGIN.left, dy: y - MARGIN.top, ...style });
}

/** In a row of its own, where bars start. @type {(form: FormName) => Plot.Markish} */
function heading(form) {
  const { heading, color } = FORMS[form];
  return Plot.text([heading], { x: () => 0, y: () => form, textAnchor: "start", fill: color, fontWeight: 600 });
}

/** @type {(bars: Bar[], style?: Plot.TextOptions) => Plot.Markish} */
function names(bars, style) {
  return Plot.text(bars, { x: () => 0, y: "row", text: "label", textAnchor: "end", dx: -8, ...style });
}

/** @type {(ns: number) => string} */
function digits(ns) {
  const decimals = ns < 10 ? 2 : ns < 100 ? 1 : 0;
  return ns.toLocaleString("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
