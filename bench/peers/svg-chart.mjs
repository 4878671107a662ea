/** Charts in SVG by Observable Plot, for light and for dark pages. */
import * as Plot from "@observablehq/plot";
import { DOMParser } from "linkedom";

const SVG = "http://www.w3.org/2000/svg";

const WIDTH = 800;
/** Of the titles, from the left edge. */
const INDENT = 20;

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

/** @typedef {Record<"top" | "right" | "bottom" | "left", number>} Margin */

/**
 * A chart below two lines of text, which stand in the top margin.
 *
 * @type {(texts: { title: string, subtitle: string, label?: string }, margin: Margin, options: Plot.PlotOptions) => string}
 */
export function svgChart({ title, subtitle, label = title }, { top, right, bottom, left }, options) {
  /** @type {(text: string, y: number, style: Plot.TextOptions) => Plot.Markish} */
  const line = (text, y, style) =>
    Plot.text([text], { frameAnchor: "top-left", dx: INDENT - left, dy: y - top, ...style });
  const insets = { insetTop: -top, insetRight: -right, insetBottom: -bottom, insetLeft: -left };
  const document = emptyDocument();
  const chart = Plot.plot({
    ...options,
    document,
    ariaLabel: label,
    width: WIDTH,
    marginTop: top,
    marginRight: right,
    marginBottom: bottom,
    marginLeft: left,
    marks: [
      Plot.frame({ ...insets, rx: 8, className: "page", fill: "white", stroke: "none" }),
      line(title, 22, { fontSize: 17, fontWeight: 600 }),
      line(subtitle, 47, { fillOpacity: 0.7 }),
      ...(options.marks ?? []),
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
