/**
 * Trains in a worker, so that the page stays free: a duel, request by request, each answered with where the two networks
 * then stand; or, as a job, all alphas. Ending the worker cancels it.
 */
import { type JobMessage, runJob } from "../job.js";
import { type AlphaOutcome, type AlphasSetup, tryAlphas } from "./alphas.js";
import { type Advance, createDuel, type Duel, type DuelStanding } from "./duel.js";
import type { DuelSetup } from "./setup.js";

/** A duel starts anew with `setup` and goes on without. */
export interface TrainingRequest {
  readonly setup?: DuelSetup;
  readonly advance: Advance;
}

export interface AlphasRequest {
  readonly alphas: AlphasSetup;
}

export type TrainingAnswer = DuelStanding | JobMessage<AlphaOutcome[]>;

let duel: Duel | undefined;

addEventListener("message", ({ data }: MessageEvent<TrainingRequest | AlphasRequest>) => {
  if ("alphas" in data) {
    void runJob((progress) => tryAlphas(data.alphas, progress));
    return;
  }
  if (data.setup) duel = createDuel(data.setup);
  if (!duel) throw new Error("training starts with a setup");
  postMessage(duel.advance(data.advance) satisfies TrainingAnswer);
});
