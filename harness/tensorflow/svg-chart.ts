/** Charts in SVG by Observable Plot, for light and for dark pages. */
import * as Plot from "@observablehq/plot";
import { DOMParser } from "linkedom";

const SVG = "http://www.w3.org/2000/svg";

/** Padding of the image, in pixels. */
const PADDING = 20;

/** A reader may prefer dark pages, but the page around the image is unknown: the image has its own background. */
const STYLE = `
svg { color: #1f2328; background: #ffffff; font-size: 13px }
@media (prefers-color-scheme: dark) {
  svg { color: #f0f6fc; background: #0d1117 }
}
`;

/** Mid-tones, which stand out from white and from black. */
export const COLORS = ["#1f83a3", "#c06a1c", "#8a5cc7"];
export const GREY = "#868686";

/** A chart below its title and subtitle. */
export function svgChart(title: string, subtitle: string, options: Plot.PlotOptions): string {
  // Plot needs the document of a page, and Node has none.
  const document = new DOMParser().parseFromString(`<svg xmlns="${SVG}"/>`, "image/svg+xml") as unknown as Document;
  const [marginTop, marginLeft] = [64, options.marginLeft ?? 40];
  const line = (text: string, y: number, style: Plot.TextOptions) =>
    Plot.text([text], { frameAnchor: "top-left", dx: PADDING - marginLeft, dy: y - marginTop, ...style });
  const chart = Plot.plot({
    marginRight: 48,
    ...options,
    document,
    ariaLabel: title,
    width: 800,
    marginTop,
    marks: [
      line(title, PADDING, { fontSize: 17, fontWeight: 600 }),
      line(subtitle, PADDING + 25, { fillOpacity: 0.7 }),
      ...(options.marks ?? []),
    ],
  });
  const style = document.createElementNS(SVG, "style");
  style.textContent = STYLE;
  chart.append(style);
  chart.setAttribute("xmlns", SVG);
  return `${chart}\n`;
}
