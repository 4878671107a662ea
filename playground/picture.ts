/** The picture of the curve for readers without JavaScript, drawn as the page is built. */
import { ELU } from "../proof/reference/family.js";

const [FIRST_X, LAST_X, LEAST_Y, MOST_Y] = [-6, 4, -1.5, 4];
const UNIT = 60;

/** ELU with alpha 1 and its derivative, and ReLU, in SVG; its colours are in curve.css. */
export function pictureOfElu(): string {
  const width = (LAST_X - FIRST_X) * UNIT;
  const height = (MOST_Y - LEAST_Y) * UNIT;
  const point = (x: number, y: number) => `${((x - FIRST_X) * UNIT).toFixed(1)} ${((MOST_Y - y) * UNIT).toFixed(1)}`;
  const line = (name: string, from: number, to: number, value: (x: number) => number) => {
    const xs = Array.from({ length: Math.round((to - from) * 8) + 1 }, (_, k) => from + k / 8);
    return `<polyline class="${name}" points="${xs.map((x) => point(x, value(x))).join(" ")}"/>`;
  };
  const text = (x: number, y: number, words: string) => {
    const [left, top] = point(x, y).split(" ");
    return `<text x="${left}" y="${top}">${words}</text>`;
  };
  return [
    `<svg class="picture" viewBox="0 0 ${width} ${height}" role="img" aria-label="ELU with an alpha of 1: x above 0, and below it a curve that bends towards minus 1">`,
    line("axis", FIRST_X, LAST_X, () => 0),
    `<polyline class="axis" points="${point(0, LEAST_Y)} ${point(0, MOST_Y)}"/>`,
    line("asymptote", FIRST_X, LAST_X, () => -1),
    line("relu", FIRST_X, LAST_X, (x) => Math.max(x, 0)),
    line("derivative", FIRST_X, LAST_X, (x) => ELU.gradient(x, 1)),
    line("elu", FIRST_X, LAST_X, (x) => ELU.value(x, 1)),
    text(FIRST_X + 0.1, -1.3, "y = −1"),
    text(LAST_X - 0.3, 0.15, "x"),
    text(0.12, MOST_Y - 0.3, "y"),
    "</svg>",
  ].join("");
}
