/** What the page and its worker say to each other. A duel is answered with its standing. */
import type { BenchmarkRequest } from "./machine/figures.js";
import type { AlphasSetup } from "./training/alphas.js";
import type { Advance } from "./training/duel.js";
import type { DuelSetup } from "./training/setup.js";

/** A duel starts anew with `setup` and goes on without. */
export interface TrainingRequest {
  readonly setup?: DuelSetup;
  readonly advance: Advance;
}

export type WorkerRequest =
  | TrainingRequest
  | { readonly alphas: AlphasSetup }
  | { readonly benchmark: BenchmarkRequest };

/** What a worker sends: the share that is done, from 0 to 1, and at last the result, or why there is none. */
export type JobMessage<Result> =
  | { readonly share: number }
  | { readonly result: Result }
  | { readonly failure: string };
