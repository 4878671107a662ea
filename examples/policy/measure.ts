import type { Effort } from "../../harness/batches.js";
import { type Timing, timeActivations } from "../timings.js";
import { act, createPolicy, observe } from "./network.js";

const OBSERVATIONS = 64;

/** The time of one step of a policy of these sizes, in a batch of one, with each activation. */
export function timePolicy(sizes: number[], effort: Effort): Promise<Timing[]> {
  const policy = createPolicy(sizes);
  const observations = observe(policy, OBSERVATIONS);
  return timeActivations((k, activate) => act(policy, observations[k], activate), OBSERVATIONS, effort);
}
