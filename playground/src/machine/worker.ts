/** Runs the benchmark in a worker, so that the page stays free. Ending the worker cancels it. */
import { type CandidateName, createCandidates, LENGTH, type Unavailable } from "./candidates.js";
import { type Effort, measure } from "./measure.js";

/** One candidate: how long it takes, or why it cannot be had here. */
export type Figure = { readonly name: CandidateName } & ({ readonly nsPerFloat: number } | Unavailable);

export type BenchmarkMessage = { readonly share: number } | { readonly figures: readonly Figure[] };

addEventListener("message", ({ data: effort }: MessageEvent<Effort>) => {
  const runs = new Map<CandidateName, () => void>();
  const figures = new Map<CandidateName, Figure>();
  for (const { name, run } of createCandidates()) {
    if (typeof run === "function") runs.set(name, run);
    else figures.set(name, { name, ...run });
  }
  const nanoseconds = measure([...runs.values()], effort, (share) => send({ share }));
  for (const [k, name] of [...runs.keys()].entries()) figures.set(name, { name, nsPerFloat: nanoseconds[k] / LENGTH });
  send({ figures: [...figures.values()] });
});

function send(message: BenchmarkMessage): void {
  postMessage(message);
}
