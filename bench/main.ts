/**
 * `npm run bench`: ELU in SIMD, in scalar WebAssembly and in JavaScript, beside the plain loop, ReLU and a copy; then
 * the other functions and the gradients.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { getBackend } from "elu-simd";
import pc from "picocolors";
import { enableRelaxedSimd } from "../reference/relaxed-simd.js";
import { contest, familyContest } from "./candidates.js";
import { describeMachine, machineLine } from "./machine.js";
import { floats, measureAll, parseLength, parseOptions, seriesOf } from "./measure-all.js";
import { median } from "./median.js";
import { promiseOfFamily, promisesOf } from "./promises.js";
import { chart, promiseLine, table } from "./report.js";

const LENGTHS = [1, 16, 256, 4096, 65536, 1_048_576, 8_388_608];
const CHART_LENGTH = 65536;
const COLD_STARTS = 15;

const HELP = `npm run bench -- [options]

  --quick           a few seconds, rough figures
  --length N        only arrays of N floats; may be given several times
  --json FILE       write the figures to FILE
  --help            this text`;

const options = parseOptions();

if (options.help) console.log(HELP);
else await main();

async function main(): Promise<void> {
  enableRelaxedSimd();
  const machine = describeMachine();
  console.log(`${pc.bold("ELU, alpha = 1, mixed signs")}\n${machineLine(machine)}`);
  const { name, reason } = getBackend();
  if (name !== "wasm-simd") throw new Error(`there is nothing to measure here: ${reason}`);

  const lengths = options.length?.map(parseLength) ?? LENGTHS;
  const chartLength = lengths.includes(CHART_LENGTH) ? CHART_LENGTH : lengths[0];
  const contests = new Map(lengths.map((length) => [floats(length), () => contest(length)]));
  const familyTitle = `the family, arrays in and out, ${floats(chartLength)}`;
  contests.set(familyTitle, () => familyContest(chartLength));

  const series = await measureAll(contests, options.quick);
  console.log(`\n${table(series, "the plain loop")}\n`);
  const charted = seriesOf(series, floats(chartLength));
  console.log(`${chart(charted)}\n`);

  const coldStart = coldStartMilliseconds();
  console.log(`Import to first result: ${coldStart.toFixed(1)} ms (median of ${COLD_STARTS} processes)\n`);

  const promises = [
    ...lengths.flatMap((length) => promisesOf(length, seriesOf(series, floats(length)))),
    promiseOfFamily(seriesOf(series, familyTitle)),
  ];
  for (const promised of promises) console.log(promiseLine(promised));
  if (options.json) {
    writeFileSync(
      options.json,
      JSON.stringify({ machine, coldStartMilliseconds: coldStart, series, promises }, null, 2),
    );
  }
}

function coldStartMilliseconds(): number {
  const script = fileURLToPath(import.meta.resolve("./cold-start.js"));
  const once = () => Number(execFileSync(process.execPath, [script], { encoding: "utf8" }));
  return median(Array.from({ length: COLD_STARTS }, once));
}
