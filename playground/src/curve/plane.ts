/** What is drawn around the curves: axes through 0, the asymptote, where they jump, and where they are read. */
import { readable } from "../alpha.js";
import { colour, FONT, type Pen } from "../chart.js";
import { fixed, minus } from "../page.js";
import { FIRST_X, LARGEST_ALPHA, LAST_X } from "../state.js";

export const LEAST_Y: number = -LARGEST_ALPHA - 0.25;
export const MOST_Y = 4;

const ARROW = 5;
const DOT = 4;

/** A point where a line jumps, or is read. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly colour: string;
  /** Whether the line has this point: an open end of a jump is hollow. */
  readonly filled: boolean;
}

/** A grid of whole numbers, and over it the axes through 0, with arrows, names and numbers. */
export function drawAxes(pen: Pen): void {
  const { ctx, right, top } = pen;
  const [zeroX, zeroY] = [Math.round(pen.x(0)) + 0.5, Math.round(pen.y(0)) + 0.5];
  ctx.lineWidth = 1;
  ctx.strokeStyle = colour("--grid");
  ctx.beginPath();
  for (let x = FIRST_X; x <= LAST_X; x++) verticalLine(pen, Math.round(pen.x(x)) + 0.5);
  for (let y = Math.ceil(LEAST_Y); y <= MOST_Y; y++) horizontalLine(pen, Math.round(pen.y(y)) + 0.5);
  ctx.stroke();

  ctx.strokeStyle = ctx.fillStyle = colour("--muted");
  ctx.beginPath();
  verticalLine(pen, zeroX);
  horizontalLine(pen, zeroY);
  ctx.stroke();
  arrow(ctx, right, zeroY, 1, 0);
  arrow(ctx, zeroX, top, 0, -1);

  ctx.font = `12px ${FONT}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  for (let x = FIRST_X + 1; x < LAST_X; x++) if (x !== 0) label(ctx, fixed(x, 0), pen.x(x), zeroY + 6);
  ctx.textAlign = "right";
  ctx.textBaseline = "middle";
  for (let y = Math.ceil(LEAST_Y); y < MOST_Y; y++) if (y !== 0) label(ctx, fixed(y, 0), zeroX - 7, pen.y(y));
  ctx.textBaseline = "top";
  label(ctx, "0", zeroX - 7, zeroY + 6);

  ctx.font = `italic 15px ${FONT}`;
  ctx.textBaseline = "bottom";
  label(ctx, "x", right - 3, zeroY - 6);
  ctx.textAlign = "left";
  ctx.textBaseline = "top";
  label(ctx, "y", zeroX + 9, top + 1);
}

/** The level that ELU bends towards. */
export function drawAsymptote(pen: Pen, alpha: number): void {
  const { ctx } = pen;
  ctx.strokeStyle = colour("--elu");
  ctx.lineWidth = 1;
  ctx.setLineDash([1.5, 3.5]);
  ctx.beginPath();
  horizontalLine(pen, Math.round(pen.y(-alpha)) + 0.5);
  ctx.stroke();
  ctx.setLineDash([]);
}

/** Its name, over all lines. */
export function nameAsymptote(pen: Pen, alpha: number): void {
  const { ctx, left } = pen;
  const level = pen.y(-alpha);
  ctx.fillStyle = colour("--elu");
  ctx.font = `12px ${FONT}`;
  ctx.textAlign = "left";
  // Below the line, where the curve never is, but where there is no room.
  ctx.textBaseline = alpha > LARGEST_ALPHA - 0.25 ? "bottom" : "top";
  label(ctx, `y = −α = ${minus(`-${readable(alpha)}`)}`, left + 4, level + (ctx.textBaseline === "top" ? 5 : -5));
}

/** Where the curves are read. */
export function drawReading(pen: Pen, x: number): void {
  const { ctx } = pen;
  ctx.strokeStyle = colour("--mark");
  ctx.lineWidth = 1;
  ctx.beginPath();
  verticalLine(pen, pen.x(x));
  ctx.stroke();
}

export function drawDot(pen: Pen, { x, y, colour: name, filled }: Dot): void {
  const { ctx } = pen;
  ctx.beginPath();
  ctx.arc(pen.x(x), pen.y(y), DOT, 0, 2 * Math.PI);
  ctx.fillStyle = colour(filled ? name : "--surface");
  ctx.fill();
  ctx.strokeStyle = colour(name);
  ctx.lineWidth = 2;
  ctx.stroke();
}

function verticalLine({ ctx, top, bottom }: Pen, at: number): void {
  ctx.moveTo(at, top);
  ctx.lineTo(at, bottom);
}

function horizontalLine({ ctx, left, right }: Pen, at: number): void {
  ctx.moveTo(left, at);
  ctx.lineTo(right, at);
}

function arrow(ctx: CanvasRenderingContext2D, x: number, y: number, dx: number, dy: number): void {
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x - ARROW * (2 * dx + dy), y - ARROW * (2 * dy + dx));
  ctx.lineTo(x - ARROW * (2 * dx - dy), y - ARROW * (2 * dy - dx));
  ctx.fill();
}

/** On a ground of its own, so that no line crosses it. */
function label(ctx: CanvasRenderingContext2D, text: string, x: number, y: number): void {
  const style = ctx.fillStyle;
  ctx.lineJoin = "round";
  ctx.lineWidth = 4;
  ctx.strokeStyle = colour("--surface");
  ctx.strokeText(text, x, y);
  ctx.fillStyle = style;
  ctx.fillText(text, x, y);
}
