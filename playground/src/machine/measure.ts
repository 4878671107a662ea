/** Measures candidates in turns, round after round: what slows the machine for a moment slows all of them. */
import { batchFor, type Effort, nanosecondsOf, type Run } from "../../../harness/batches.js";

/**
 * The nanoseconds that each of `runs` takes once, in its best round: other programs, and an engine that compiles late, as
 * JavaScriptCore may, only ever add. `progress` is told the share that is done, from 0 to 1, after each turn.
 */
export async function measure(
  runs: readonly Run[],
  effort: Effort,
  progress: (share: number) => void,
): Promise<number[]> {
  const { warmUp, rounds, turn } = effort;
  const whole = runs.length * (warmUp + rounds * turn);
  let done = 0;
  const advance = (milliseconds: number) => {
    done += milliseconds;
    progress(done / whole);
  };

  const batches: number[] = [];
  for (const run of runs) {
    batches.push(await batchFor(run, effort));
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
