/** The benchmark: candidates prepared, measured, and told. */

import type { Effort } from "../../../harness/batches.js";
import { createCandidates, type Unavailable } from "./candidates.js";
import { measure } from "./measure.js";
import type { CandidateName, OperationName } from "./operations.js";

export interface BenchmarkRequest {
  readonly operation: OperationName;
  readonly alpha: number;
  readonly effort: Effort;
}

/** One candidate: how long it takes, or why it cannot be had here. */
export type Figure = { readonly name: CandidateName } & ({ readonly nsPerFloat: number } | Unavailable);

export async function figuresOf(
  { operation, alpha, effort }: BenchmarkRequest,
  progress: (share: number) => void,
): Promise<Figure[]> {
  const { candidates, lengthOf, close } = await createCandidates(operation, alpha);
  const runs = candidates.flatMap(({ run }) => (typeof run === "function" ? [run] : []));
  const nanoseconds = await measure(runs, effort, progress);
  await close();
  return candidates.map(({ name, run }) => {
    if (typeof run !== "function") return { name, ...run };
    return { name, nsPerFloat: nanoseconds[runs.indexOf(run)] / lengthOf(name) };
  });
}
