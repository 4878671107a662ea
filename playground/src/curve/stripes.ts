/** Lines that lie upon each other are drawn by turns, a piece each, so that all of them stay visible. */

/** Nearer than this, a pixel or so, lines lie upon each other. */
const NEAR = 0.02;

/** So many points are a piece. */
const PIECE = 24;

/** The values of each line, null where it is another one's turn. */
export function byTurns(lines: readonly ArrayLike<number>[]): (number | null)[][] {
  return lines.map((line, own) =>
    Array.from(line, (value, k) => (drawsFrom(lines, own, k) || drawsFrom(lines, own, k - 1) ? value : null)),
  );
}

/** Whether the piece from point k to the next is drawn by the line `own`. */
function drawsFrom(lines: readonly ArrayLike<number>[], own: number, k: number): boolean {
  if (k < 0 || k + 1 >= lines[own].length) return false;
  const together = lines.flatMap((line, other) => (coincide(line, lines[own], k) ? [other] : []));
  return together[Math.floor(k / PIECE) % together.length] === own;
}

function coincide(a: ArrayLike<number>, b: ArrayLike<number>, k: number): boolean {
  return Math.abs(a[k] - b[k]) < NEAR && Math.abs(a[k + 1] - b[k + 1]) < NEAR;
}
