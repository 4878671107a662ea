/** The benchmark: prepares the candidates and measures them in turns. */
import { type Effort, timeInTurns } from "../../../harness/batches.js";
import { createCandidates } from "./candidates.js";
import type { Figure } from "./results.js";

export interface BenchmarkRequest {
  /** Its title in harness/calls.ts. */
  readonly operation: string;
  readonly alpha: number;
  readonly effort: Effort;
}

export async function figuresOf(
  { operation, alpha, effort }: BenchmarkRequest,
  progress: (share: number) => void,
): Promise<Figure[]> {
  const { candidates, lengthOf, close } = await createCandidates(operation, alpha);
  const runs = candidates.flatMap(({ run }) => (typeof run === "function" ? [run] : []));
  const turns = runs.length * (effort.rounds + 1);
  let begun = 0;
  const before = () => progress(begun++ / turns);
  const nanoseconds = await timeInTurns(
    runs.map((run) => ({ run, before })),
    effort,
  );
  await close();
  return candidates.map(({ name, run }) => {
    if (typeof run !== "function") return { name, ...run };
    return { name, nsPerFloat: nanoseconds[runs.indexOf(run)] / lengthOf(name) };
  });
}
