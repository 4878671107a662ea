/** The curves as lines of a chart: by turns where they coincide, interrupted where they jump. */
import { FIRST_X, LAST_X, X_STEP } from "../state.js";

/** Where the curves are computed. */
export const X: Float32Array = Float32Array.from(
  { length: (LAST_X - FIRST_X) / X_STEP + 1 },
  (_, k) => FIRST_X + k * X_STEP,
);

const ZERO = -FIRST_X / X_STEP;

/** After a jump, a line starts again this many points behind 0: a few pixels, which a dot hides. */
const GAP = 4;

/** Lines nearer than this, about a pixel, coincide. */
const NEAR = 0.02;

/** Coinciding lines take turns of this many points. */
const PIECE = 24;

/** The ends of a jump: the value at 0 and the one just above; undefined where no jump is visible. */
export function jumpAtZero(values: ArrayLike<number>): { readonly at: number; readonly above: number } | undefined {
  const [at, above] = [values[ZERO], values[ZERO + 1]];
  return Math.abs(above - at) > 0.05 ? { at, above } : undefined;
}

/** The line without the segment that would join the ends of the jump. */
export function interruptedAtZero(line: readonly (number | null)[]): (number | null)[] {
  return line.map((value, k) => (k > ZERO && k < ZERO + GAP ? null : value));
}

/** Lines that coincide take turns, so that all of them stay visible: the values of each, null while another's turn. */
export function byTurns(lines: readonly ArrayLike<number>[]): (number | null)[][] {
  return lines.map((line, own) =>
    Array.from(line, (value, k) => (drawsFrom(lines, own, k) || drawsFrom(lines, own, k - 1) ? value : null)),
  );
}

/** Whether the line `own` draws the segment from point k to the next. */
function drawsFrom(lines: readonly ArrayLike<number>[], own: number, k: number): boolean {
  if (k < 0 || k + 1 >= lines[own].length) return false;
  const coinciding = lines.flatMap((line, other) => (coincide(line, lines[own], k) ? [other] : []));
  return coinciding[Math.floor(k / PIECE) % coinciding.length] === own;
}

function coincide(a: ArrayLike<number>, b: ArrayLike<number>, k: number): boolean {
  return Math.abs(a[k] - b[k]) < NEAR && Math.abs(a[k + 1] - b[k + 1]) < NEAR;
}
