/** Measures candidates in turns, round after round: what slows the machine for a moment slows all of them. */
import { batchFor, nanosecondsOf, type Run } from "../../../measure/batches.js";

export interface Effort {
  /** Milliseconds that each candidate runs before it is measured, so that the engine has done its best on it. */
  readonly warmUp: number;
  /** Times that all candidates take their turn. */
  readonly rounds: number;
  /** Milliseconds of each turn, at least. */
  readonly turn: number;
}

/** A clock is read so often in a turn. */
const BATCHES = 8;

/**
 * The nanoseconds that each of `runs` takes once, in its best round: other programs, and an engine that compiles late, as
 * JavaScriptCore may, only ever add. `progress` is told the share that is done, from 0 to 1, after each turn.
 */
export async function measure(
  runs: readonly Run[],
  { warmUp, rounds, turn }: Effort,
  progress: (share: number) => void,
): Promise<number[]> {
  const whole = runs.length * (warmUp + rounds * turn);
  let done = 0;
  const advance = (milliseconds: number) => {
    done += milliseconds;
    progress(done / whole);
  };

  const batches: number[] = [];
  for (const run of runs) {
    batches.push(await batchFor(run, warmUp, turn / BATCHES));
    advance(warmUp);
  }
  const best = runs.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [k, run] of runs.entries()) {
      best[k] = Math.min(best[k], await nanosecondsOf(run, batches[k], turn));
      advance(turn);
    }
  }
  return best;
}
