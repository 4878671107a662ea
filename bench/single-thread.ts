/**
 * `npm run bench`: ELU in SIMD, in scalar WebAssembly and in JavaScript, beside the plain loop, ReLU and a copy; then
 * the other functions and the gradients, and these beside ELU with alpha 1 as it was in 0.1.0, and with 256 bits.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { getBackend } from "elu-simd";
import pc from "picocolors";
import { describeMachine, machineLine } from "../harness/machine.js";
import { median } from "../harness/median.js";
import { enableRelaxedSimd } from "../harness/relaxed-simd.js";
import { hold } from "./contest.js";
import { eluContest } from "./elu-contest.js";
import { familyContest } from "./family-contest.js";
import { readBenchOptions } from "./options.js";
import { residentContest } from "./resident-contest.js";
import { measureRevectorized, whyNotRevectorized } from "./revectorized.js";
import { chart, comparison, table } from "./speed-tables.js";
import { floats, report } from "./verdicts.js";

const LENGTHS = [1, 16, 256, 4096, 65536, 1_048_576, 8_388_608];
const CHART_LENGTH = 65536;
const COLD_STARTS = 15;

const options = readBenchOptions("default", "a few seconds, rough figures");
const lengths = options.lengths ?? LENGTHS;
const chartLength = lengths.includes(CHART_LENGTH) ? CHART_LENGTH : lengths[0];

enableRelaxedSimd();
const machine = describeMachine();
console.log(`${pc.bold("ELU, alpha = 1, mixed signs")}\n${machineLine(machine)}`);
const { name, reason } = getBackend();
if (name !== "wasm-simd") throw new Error(`there is nothing to measure here: ${reason}`);

const contests = lengths.map((length) => ({ title: floats(length), length, prepare: () => eluContest(length) }));
const family = {
  title: `the family, arrays in and out, ${floats(chartLength)}`,
  length: chartLength,
  prepare: () => familyContest(chartLength),
};
const resident = {
  title: `resident, ${floats(chartLength)}`,
  length: chartLength,
  prepare: () => residentContest(chartLength),
};
const series = await hold("default", [...contests, family, resident], options);
const ratios = series[series.length - 1];
console.log(`\n${table(series.slice(0, -1), "the plain loop")}\n`);
console.log(`${chart(series[lengths.indexOf(chartLength)])}\n`);
console.log(`${comparison(ratios, "elu, alpha 1, of 0.1.0", "time")}\n`);

const lacking = whyNotRevectorized();
if (lacking) {
  console.log(`256 bits are left out: ${lacking}\n`);
} else {
  const revectorized = await measureRevectorized(chartLength, options);
  series.push(revectorized);
  console.log(`${comparison(revectorized, "128 bits", "speed")}\n`);
}

const coldStart = coldStartMilliseconds();
console.log(`Import to first result: ${coldStart.toFixed(1)} ms (median of ${COLD_STARTS} processes)\n`);

report(series.flatMap(({ verdicts }) => verdicts));
if (options.json) {
  writeFileSync(options.json, JSON.stringify({ machine, coldStartMilliseconds: coldStart, series }, null, 2));
}

function coldStartMilliseconds(): number {
  const script = fileURLToPath(import.meta.resolve("./cold-start.js"));
  const once = () => Number(execFileSync(process.execPath, [script], { encoding: "utf8" }));
  return median(Array.from({ length: COLD_STARTS }, once));
}
