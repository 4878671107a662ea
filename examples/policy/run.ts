/** `npm run example -- policy`: the steps per second of a walking robot's policy, with ELU and with ReLU. */
import { printTimings } from "../print-timings.js";
import { readEffort } from "../read-effort.js";
import { timePolicy } from "./measure.js";
import { WALKING_ROBOT } from "./network.js";

const effort = readEffort("policy");
console.log(`Policy network ${WALKING_ROBOT.join(" - ")}, a batch of one, matrix products in plain loops`);
printTimings(await timePolicy(WALKING_ROBOT, effort), "steps a second", (microseconds) =>
  Math.round(1e6 / microseconds).toLocaleString("en"),
);
