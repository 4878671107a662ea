/**
 * `npm run verify`: proves the promised accuracy on all cores. Prints a table, and ends with exit code 1 if a promise
 * is broken.
 */
import { availableParallelism } from "node:os";
import { Presets, SingleBar } from "cli-progress";
import pc from "picocolors";
import { Tinypool } from "tinypool";
import { readOptions } from "../../harness/command-line.js";
import { describeMachine, machineLine } from "../../harness/machine.js";
import { builds } from "./builds.js";
import { proveExact } from "./exact-proof.js";
import { type Finding, sumOf, tableOf } from "./findings.js";
import { JOBS } from "./jobs.js";
import { outputsOnPaper } from "./output-proof.js";

/** Inputs in a part: a few seconds of work. */
const PART = 2 ** 23;

const HELP = `npm run verify

  every bound of docs/accuracy.md on all cores, 8 minutes on two cores`;

readOptions(HELP, {});
const start = performance.now();
console.log(`${pc.bold("Accuracy, every bound")}\n${machineLine(describeMachine())}`);
console.log(`Backends: ${builds.map(({ name, arithmetic }) => `${name} (${arithmetic})`).join(", ")}`);
const findings = sumOf([...(await runAll()), ...outputsOnPaper(), ...proveExact()]);
console.log(`\n${tableOf(findings)}\n`);

const broken = findings.flatMap(({ promise, build, broken }) => broken.map((why) => `${promise}, ${build}: ${why}`));
for (const line of broken) console.log(pc.red(line));
const minutes = ((performance.now() - start) / 60_000).toFixed(1);
console.log(`${broken.length ? pc.red("Promises are broken") : pc.green("Every promise holds")} (${minutes} minutes)`);
process.exitCode = broken.length ? 1 : 0;

async function runAll(): Promise<Finding[]> {
  const parts = Object.entries(JOBS).flatMap(([job, { first, end }]) =>
    Array.from({ length: Math.ceil((end - first) / PART) }, (_, k) => {
      const from = first + k * PART;
      return { job, first: from, end: Math.min(from + PART, end) };
    }),
  );
  const progress = new SingleBar({ format: "{bar} {percentage} %, {eta_formatted} left" }, Presets.shades_classic);
  progress.start(parts.length, 0);
  const threads = availableParallelism();
  const workers = new Tinypool({
    filename: new URL("./jobs.js", import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
  });
  const findingsOfParts = await Promise.all(
    parts.map(async (part) => {
      const findings: Finding[] = await workers.run(part);
      progress.increment();
      return findings;
    }),
  );
  await workers.destroy();
  progress.stop();
  return findingsOfParts.flat();
}
