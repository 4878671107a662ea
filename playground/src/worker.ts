/**
 * The page's worker, for all that takes long: a duel, one request after another, each answered with its standing; and
 * two jobs, the alphas and the benchmark, after which the page ends the worker.
 */
import { messageOf } from "./failure.js";
import type { JobMessage, Progress } from "./job-message.js";
import type { BenchmarkRequest } from "./machine/figures.js";
import { type AlphasSetup, tryAlphas } from "./training/alphas.js";
import { type Advance, createDuel, type Duel, type DuelStanding } from "./training/duel.js";
import type { DuelSetup } from "./training/setup.js";

/** A duel restarts where there is a `setup`. */
export interface TrainingRequest {
  readonly setup?: DuelSetup;
  readonly advance: Advance;
}

export type WorkerRequest =
  | TrainingRequest
  | { readonly alphas: AlphasSetup }
  | { readonly benchmark: BenchmarkRequest };

let duel: Duel | undefined;

addEventListener("message", ({ data }: MessageEvent<WorkerRequest>) => {
  if ("alphas" in data) void runJob((progress) => tryAlphas(data.alphas, progress));
  else if ("benchmark" in data) {
    // Loaded on demand: the benchmark's code is larger than all the rest.
    void runJob(async (progress) => (await import("./machine/figures.js")).figuresOf(data.benchmark, progress));
  } else {
    if (data.setup) duel = createDuel(data.setup);
    if (!duel) throw new Error("training starts with a setup");
    postMessage(duel.advance(data.advance) satisfies DuelStanding);
  }
});

async function runJob<Result>(work: (progress: Progress<Result>) => void | Promise<void>): Promise<void> {
  const send = (message: JobMessage<Result>) => postMessage(message);
  try {
    await work((share, results) => send({ share, ...(results ? { results } : {}) }));
  } catch (error) {
    send({ failure: messageOf(error) });
  }
}
