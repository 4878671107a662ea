/** Where the curves are computed, and where their lines are interrupted. */
import { FIRST_X, LAST_X, X_STEP } from "../state.js";

export const X: Float32Array = Float32Array.from(
  { length: (LAST_X - FIRST_X) / X_STEP + 1 },
  (_, k) => FIRST_X + k * X_STEP,
);

const ZERO = -FIRST_X / X_STEP;

/** So many points behind 0 a line begins anew that jumps there: a few pixels, hidden by the dot at its end. */
const GAP = 4;

/** The ends of a jump: the value at 0 and the one just above, or undefined where there is no jump to be seen. */
export function jumpAtZero(values: ArrayLike<number>): { readonly at: number; readonly above: number } | undefined {
  const [at, above] = [values[ZERO], values[ZERO + 1]];
  return Math.abs(above - at) > 0.05 ? { at, above } : undefined;
}

/** The line without what would join the ends of the jump. */
export function interruptedAtZero(line: readonly (number | null)[]): (number | null)[] {
  return line.map((value, k) => (k > ZERO && k < ZERO + GAP ? null : value));
}
