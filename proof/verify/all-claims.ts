/**
 * `npm run verify`: proves the accuracy that the package promises, on all cores. Ends with a table, and with exit code 1
 * when a promise is broken.
 */
import { availableParallelism } from "node:os";
import { Presets, SingleBar } from "cli-progress";
import pc from "picocolors";
import { Tinypool } from "tinypool";
import { describeMachine, machineLine } from "../../harness/machine.js";
import { builds } from "./builds.js";
import { type Part, WHOLE } from "./check-part.js";
import { proveExact } from "./exact-proof.js";
import { addFindings, type Finding } from "./finding.js";
import { table } from "./findings-table.js";
import { outputsOfPencil } from "./output-proof.js";

/** Inputs in a part: some seconds of work. */
const PART = 2 ** 23;

const start = performance.now();
console.log(`${pc.bold("Accuracy, every bound")}\n${machineLine(describeMachine())}`);
console.log(`Backends: ${builds.map(({ name, arithmetic }) => `${name} (${arithmetic})`).join(", ")}`);
const findings = await runAll();
console.log(`\n${table(findings)}\n`);

const broken = findings.flatMap(({ promise, build, broken }) => broken.map((why) => `${promise}, ${build}: ${why}`));
for (const line of broken) console.log(pc.red(line));
const minutes = ((performance.now() - start) / 60_000).toFixed(1);
console.log(`${broken.length ? pc.red("Promises are broken") : pc.green("Every promise holds")}: ${minutes} minutes`);
process.exitCode = broken.length ? 1 : 0;

async function runAll(): Promise<Finding[]> {
  const parts = WHOLE.flatMap(split);
  const progress = new SingleBar({ format: "{bar} {percentage} %, {eta_formatted} left" }, Presets.shades_classic);
  progress.start(parts.length, 0);
  const threads = availableParallelism();
  const workers = new Tinypool({
    filename: new URL("./check-part.js", import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
  });
  const found = await Promise.all(
    parts.map(async (part) => {
      const findings: Finding[] = await workers.run(part);
      progress.increment();
      return findings;
    }),
  );
  await workers.destroy();
  progress.stop();
  const sums = new Map<string, Finding>();
  for (const part of [...found, outputsOfPencil(), proveExact()]) addFindings(sums, part);
  return [...sums.values()];
}

function split({ job, first, end }: Part): Part[] {
  const parts: Part[] = [];
  for (let from = first; from < end; from += PART) parts.push({ job, first: from, end: Math.min(from + PART, end) });
  return parts;
}
