/** `npm run example -- policy`: the steps per second of a walking robot's policy, with ELU and with ReLU. */
import { compare } from "../compare.js";
import { act, createPolicy, observe, WALKING_ROBOT } from "./network.js";

const policy = createPolicy(WALKING_ROBOT);
const observations = observe(policy, 64);
await compare({
  name: "policy",
  title: `Policy network ${WALKING_ROBOT.join(" - ")}, a batch of one, matrix products in plain loops`,
  step: (k, activate) => act(policy, observations[k], activate),
  steps: observations.length,
  column: "steps per second",
  describe: (microseconds) => Math.round(1e6 / microseconds).toLocaleString("en"),
});
