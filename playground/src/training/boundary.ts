/** Pictures of the plane: the confidence of a network at each place, and the points. */
import { colour } from "../chart.js";
import { BOUNDARY_SIDE } from "./learner.js";
import { EXTENT, POINT_COUNT, type Points } from "./points.js";

/** Red, green and blue, from 0 to 255. */
type Rgb = readonly number[];

/** Draws one pixel for each cell, by confidence: from the colour of class 0 through the page's to that of class 1. */
export function drawBoundary(canvas: HTMLCanvasElement, boundary: Float32Array): void {
  const ctx = contextOf(canvas, BOUNDARY_SIDE);
  const [zero, unsure, one] = ["--class-0-area", "--surface", "--class-1-area"].map(rgb);
  const image = ctx.createImageData(BOUNDARY_SIDE, BOUNDARY_SIDE);
  for (let n = 0; n < boundary.length; n++) {
    const towards = boundary[n] > 0.5 ? one : zero;
    const share = Math.abs(2 * boundary[n] - 1);
    for (let k = 0; k < 3; k++) image.data[4 * n + k] = unsure[k] + share * (towards[k] - unsure[k]);
    image.data[4 * n + 3] = 255;
  }
  ctx.putImageData(image, 0, 0);
}

/** Draws squares for class 0 and discs for class 1. */
export function drawPoints(canvas: HTMLCanvasElement, { positions, classes }: Points): void {
  const side = Math.round(canvas.clientWidth * devicePixelRatio);
  const ctx = contextOf(canvas, side);
  const radius = Math.max(2, side / 120);
  ctx.clearRect(0, 0, side, side);
  const colours = [colour("--class-0"), colour("--class-1")];
  ctx.strokeStyle = colour("--surface");
  ctx.lineWidth = radius / 3;
  for (let n = 0; n < POINT_COUNT; n++) {
    const [x, y] = [place(positions[2 * n]) * side, (1 - place(positions[2 * n + 1])) * side];
    ctx.beginPath();
    if (classes[n] === 1) ctx.arc(x, y, 1.1 * radius, 0, 2 * Math.PI);
    else ctx.rect(x - radius, y - radius, 2 * radius, 2 * radius);
    ctx.fillStyle = colours[classes[n]];
    ctx.fill();
    ctx.stroke();
  }
}

/** A coordinate as a share: 0 at the left or lower edge, 1 at the opposite edge. */
function place(coordinate: number): number {
  return (coordinate / EXTENT + 1) / 2;
}

function contextOf(canvas: HTMLCanvasElement, side: number): CanvasRenderingContext2D {
  if (canvas.width !== side) canvas.width = canvas.height = side;
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser has no 2D canvas");
  return context;
}

function rgb(name: string): Rgb {
  return (colour(name).match(/\d+/g) ?? []).map(Number);
}
