/** The benchmark: prepares the candidates and measures them in turns. */
import { timeInTurns } from "../../../harness/batches.js";
import { createCandidates } from "./candidates.js";
import type { Figure } from "./results.js";

const EFFORT = { warmUp: 300, rounds: 12, turn: 30 };

/** The operation is a title in harness/calls.ts. */
export async function figuresOf(
  operation: string,
  alpha: number,
  progress: (share: number) => void,
): Promise<Figure[]> {
  const { candidates, lengthOf, close } = await createCandidates(operation, alpha);
  const runs = candidates.flatMap(({ run }) => (typeof run === "function" ? [run] : []));
  const turns = runs.length * (EFFORT.rounds + 1);
  let begun = 0;
  const before = () => progress(begun++ / turns);
  const nanoseconds = await timeInTurns(
    runs.map((run) => ({ run, before })),
    EFFORT,
  );
  await close();
  return candidates.map(({ name, run }) => {
    if (typeof run !== "function") return { name, ...run };
    return { name, nsPerFloat: nanoseconds[runs.indexOf(run)] / lengthOf(name) };
  });
}
