/**
 * The worker of the page, one program for all that takes long, so that the package is in it once: a duel, request by
 * request, each answered with where the two networks then stand; and as jobs, which end with the worker, trying alphas
 * and the benchmark.
 */
import { wordsOf } from "./failure.js";
import type { JobMessage, WorkerRequest } from "./messages.js";
import { tryAlphas } from "./training/alphas.js";
import { createDuel, type Duel, type DuelStanding } from "./training/duel.js";

let duel: Duel | undefined;

addEventListener("message", ({ data }: MessageEvent<WorkerRequest>) => {
  if ("alphas" in data) {
    void runJob((progress) => tryAlphas(data.alphas, progress));
  } else if ("benchmark" in data) {
    // What it measures is loaded when it is wanted: it is more than all the rest.
    void runJob(async (progress) => (await import("./machine/figures.js")).figuresOf(data.benchmark, progress));
  } else {
    if (data.setup) duel = createDuel(data.setup);
    if (!duel) throw new Error("training starts with a setup");
    postMessage(duel.advance(data.advance) satisfies DuelStanding);
  }
});

/** Does the work, with a way to tell how far it is, and sends the result. */
async function runJob<Result>(work: (progress: (share: number) => void) => Result | Promise<Result>): Promise<void> {
  const send = (message: JobMessage<Result>) => postMessage(message);
  try {
    send({ result: await work((share) => send({ share })) });
  } catch (error) {
    send({ failure: wordsOf(error) });
  }
}
