/** The plane behind the curves: axes through 0, the asymptote, the line at which the curves are read, and dots. */
import { readable } from "../alpha.js";
import { colour, FONT, type Pen } from "../chart.js";
import { fixed, minus } from "../page.js";
import { FIRST_X, LARGEST_ALPHA, LAST_X } from "../state.js";

export const LEAST_Y: number = -LARGEST_ALPHA - 0.25;
export const LARGEST_Y = 4;

/** A point where a line jumps, or where it is read. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly colour: string;
  /** false at the open end of a jump: the line does not have this point. */
  readonly filled: boolean;
}

/** A grid of whole numbers, and over it the axes through 0 with their names and numbers. */
export function drawAxes(pen: Pen): void {
  const { ctx, left, right, top, bottom } = pen;
  const whole = (from: number, to: number) =>
    Array.from({ length: Math.floor(to) - Math.ceil(from) + 1 }, (_, k) => Math.ceil(from) + k);
  const [xs, ys] = [whole(FIRST_X, LAST_X), whole(LEAST_Y, LARGEST_Y)];
  for (const x of xs) strokeLine(pen, x === 0 ? "--muted" : "--grid", crisp(pen.x(x)), top, crisp(pen.x(x)), bottom);
  for (const y of ys) strokeLine(pen, y === 0 ? "--muted" : "--grid", left, crisp(pen.y(y)), right, crisp(pen.y(y)));
  const [zeroX, zeroY] = [pen.x(0), pen.y(0)];
  ctx.fillStyle = colour("--muted");
  for (const x of xs.slice(1, -1)) if (x !== 0) label(ctx, fixed(x, 0), pen.x(x), zeroY + 13, "center");
  for (const y of ys.slice(0, -1)) label(ctx, fixed(y, 0), zeroX - 7, y === 0 ? zeroY + 13 : pen.y(y), "right");
  label(ctx, "x", right - 3, zeroY - 12, "right", `italic 15px ${FONT}`);
  label(ctx, "y", zeroX + 9, top + 8, "left", `italic 15px ${FONT}`);
}

/** The level that ELU approaches. */
export function drawAsymptote(pen: Pen, alpha: number): void {
  const level = crisp(pen.y(-alpha));
  strokeLine(pen, "--elu", pen.left, level, pen.right, level, [1.5, 3.5]);
}

/** Drawn above all lines. */
export function nameAsymptote(pen: Pen, alpha: number): void {
  pen.ctx.fillStyle = colour("--elu");
  // Below the line, where the curve never is, except at the bottom of the plane.
  const offset = alpha > LARGEST_ALPHA - 0.25 ? -11 : 11;
  label(pen.ctx, `y = −α = ${minus(`-${readable(alpha)}`)}`, pen.left + 4, pen.y(-alpha) + offset, "left");
}

export function drawReading(pen: Pen, x: number): void {
  strokeLine(pen, "--mark", pen.x(x), pen.top, pen.x(x), pen.bottom);
}

export function drawDot(pen: Pen, { x, y, colour: name, filled }: Dot): void {
  const { ctx } = pen;
  ctx.beginPath();
  ctx.arc(pen.x(x), pen.y(y), 4, 0, 2 * Math.PI);
  ctx.fillStyle = colour(filled ? name : "--surface");
  ctx.fill();
  ctx.strokeStyle = colour(name);
  ctx.lineWidth = 2;
  ctx.stroke();
}

/** The middle of a pixel, so that a line of one pixel is sharp. */
function crisp(at: number): number {
  return Math.round(at) + 0.5;
}

function strokeLine(
  { ctx }: Pen,
  name: string,
  fromX: number,
  fromY: number,
  toX: number,
  toY: number,
  dash: number[] = [],
): void {
  ctx.strokeStyle = colour(name);
  ctx.lineWidth = 1;
  ctx.setLineDash(dash);
  ctx.beginPath();
  ctx.moveTo(fromX, fromY);
  ctx.lineTo(toX, toY);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** A text with a halo, so that no line crosses it. */
function label(
  ctx: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  align: CanvasTextAlign,
  font = `12px ${FONT}`,
): void {
  ctx.font = font;
  ctx.textAlign = align;
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = colour("--surface");
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
}
