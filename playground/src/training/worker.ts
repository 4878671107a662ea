/** Trains in a worker, so that the page stays free: answers each request with where the two networks then stand. */
import { type Advance, createDuel, type Duel, type DuelSetup, type DuelStanding } from "./duel.js";

/** A duel starts anew with `setup` and goes on without. */
export interface TrainingRequest {
  readonly setup?: DuelSetup;
  readonly advance: Advance;
}

export type TrainingAnswer = DuelStanding;

let duel: Duel | undefined;

addEventListener("message", ({ data: { setup, advance } }: MessageEvent<TrainingRequest>) => {
  if (setup) duel = createDuel(setup);
  if (!duel) throw new Error("training starts with a setup");
  const answer: TrainingAnswer = duel.advance(advance);
  postMessage(answer);
});
