/** The benchmark: prepares the candidates and measures them in turns. */
import { batchFor, type Effort, nanosecondsOf, type Run } from "../../../harness/batches.js";
import type { Progress } from "../job-message.js";
import { createCandidates } from "./candidates.js";
import type { Figure, OperationName } from "./operations.js";

export interface BenchmarkRequest {
  readonly operation: OperationName;
  readonly alpha: number;
  readonly effort: Effort;
}

export async function figuresOf(
  { operation, alpha, effort }: BenchmarkRequest,
  progress: Progress<Figure>,
): Promise<void> {
  const { candidates, lengthOf, close } = await createCandidates(operation, alpha);
  const runs = candidates.flatMap(({ run }) => (typeof run === "function" ? [run] : []));
  const nanoseconds = await measure(runs, effort, progress);
  await close();
  const figures = candidates.map(({ name, run }) => {
    if (typeof run !== "function") return { name, ...run };
    return { name, nsPerFloat: nanoseconds[runs.indexOf(run)] / lengthOf(name) };
  });
  progress(1, figures);
}

/**
 * The nanoseconds of each run in its best round: other programs and late compilation, as in JavaScriptCore, only add
 * time. All take turns, so that a slow moment of the machine slows all of them.
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
    // 1 comes with the figures.
    if (done < whole) progress(done / whole);
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
