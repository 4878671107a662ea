/**
 * `npm run verify`: proves the accuracy that the package promises, over every float32 or a stated part of them, on
 * every backend and all cores. Ends with a table, and with exit code 1 when a promise is broken.
 */
import { availableParallelism } from "node:os";
import { Presets, SingleBar } from "cli-progress";
import pc from "picocolors";
import { Tinypool } from "tinypool";
import { describeMachine, machineLine } from "../../harness/machine.js";
import { addFinding, backendNames, emptyFinding, type Finding } from "./check-part.js";
import { CLAIMS, inputsOf, type Part } from "./claims.js";
import { brokenLines, table } from "./findings-table.js";

/** Inputs in a part: half a second of work. */
const PART = 2 ** 23;

const start = performance.now();
const inputs = CLAIMS.reduce((sum, claim) => sum + inputsOf(claim), 0);
console.log(`${pc.bold("Accuracy against float64")}\n${machineLine(describeMachine())}`);
if (!backendNames.includes("wasm-relaxed-simd")) console.log("Without wasm-relaxed-simd, which this engine has not.");
const findings = await sweepAll();
console.log(`\n${table(findings)}\n`);

const broken = brokenLines(findings);
for (const line of broken) console.log(pc.red(line));
const minutes = ((performance.now() - start) / 60_000).toFixed(1);
console.log(
  `${broken.length ? pc.red("Promises are broken") : pc.green("Every promise holds")}: ` +
    `${(inputs * backendNames.length).toLocaleString("en")} results checked in ${minutes} minutes`,
);
process.exitCode = broken.length ? 1 : 0;

/** What was found for each claim on each backend. */
async function sweepAll() {
  const findings = CLAIMS.map(() => backendNames.map(emptyFinding));
  const parts = allParts();
  const progress = new SingleBar(
    { format: "{bar} {percentage} % of {inputs} inputs, {eta_formatted} left" },
    Presets.shades_classic,
  );
  progress.start(parts.length, 0, { inputs: inputs.toLocaleString("en") });
  const threads = availableParallelism();
  const workers = new Tinypool({
    filename: new URL("./check-part.js", import.meta.url).href,
    minThreads: threads,
    maxThreads: threads,
  });
  await Promise.all(
    parts.map(async (part) => {
      const found: Finding[] = await workers.run(part);
      for (const [k, finding] of found.entries()) addFinding(findings[part.claim][k], finding);
      progress.increment();
    }),
  );
  await workers.destroy();
  progress.stop();
  return findings;
}

function allParts(): Part[] {
  return CLAIMS.flatMap((claim, index) => {
    const inputs = inputsOf(claim);
    return Array.from({ length: Math.ceil(inputs / PART) }, (_, k) => ({
      claim: index,
      start: k * PART,
      end: Math.min((k + 1) * PART, inputs),
    }));
  });
}
