/** One core of `npm run verify`: answers each part of a claim that it is sent with what was found. */
import { parentPort } from "node:worker_threads";
import { CLAIMS } from "./claims.js";
import { type Finding, sweep } from "./sweep.js";

export interface Part {
  claim: number;
  start: number;
  end: number;
}

export interface PartFindings {
  part: Part;
  findings: Finding[];
}

parentPort?.on("message", (part: Part) => {
  const findings = sweep(CLAIMS[part.claim], part.start, part.end);
  parentPort?.postMessage({ part, findings } satisfies PartFindings);
});
