/** `npm run bench`: ELU in SIMD, in scalar WebAssembly and in JavaScript, beside the plain loop, ReLU and a copy. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Presets, SingleBar } from "cli-progress";
import { getBackend } from "elu-simd";
import pc from "picocolors";
import { ARRAYS, contest, RESIDENT } from "./candidates.js";
import { describeMachine } from "./machine.js";
import { measure } from "./measure.js";
import { median } from "./median.js";
import {
  chart,
  figureOf,
  machineLine,
  type Promised,
  promiseLine,
  type Series,
  table,
  timesPlainLoop,
} from "./report.js";

const LENGTHS = [16, 256, 4096, 65536, 1_048_576, 8_388_608];
const CHART_LENGTH = 65536;
const COLD_STARTS = 15;

const HELP = `npm run bench -- [options]

  --quick           a few seconds, rough figures
  --length N        only arrays of N floats; may be given several times
  --json FILE       write the figures to FILE
  --help            this text`;

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    length: { type: "string", multiple: true },
    json: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (options.help) console.log(HELP);
else await main();

async function main(): Promise<void> {
  const machine = describeMachine();
  console.log(`${pc.bold("ELU, alpha = 1, mixed signs")}\n${machineLine(machine)}`);
  const { name, reason } = getBackend();
  if (name !== "wasm-simd") throw new Error(`there is nothing to measure here: ${reason}`);

  const series = await measureAll(options.length?.map(parseLength) ?? LENGTHS);
  console.log(`\n${table(series)}\n`);
  const charted = series.find(({ length }) => length === CHART_LENGTH) ?? series[0];
  console.log(`${chart(charted)}\n`);

  const coldStart = coldStartMilliseconds();
  console.log(`Import to first result: ${coldStart.toFixed(1)} ms (median of ${COLD_STARTS} processes)\n`);

  const promises = promisesOf(charted);
  for (const promised of promises) console.log(promiseLine(promised));
  if (options.json) {
    writeFileSync(
      options.json,
      JSON.stringify({ machine, coldStartMilliseconds: coldStart, series, promises }, null, 2),
    );
  }
}

function parseLength(text: string): number {
  const length = Number(text);
  if (!Number.isInteger(length) || length < 1) throw new Error(`--length takes a whole number from 1, not ${text}`);
  return length;
}

async function measureAll(lengths: number[]): Promise<Series[]> {
  const effort = options.quick ? { rounds: 3, time: 15 } : { rounds: 9, time: 40 };
  const progress = new SingleBar({ format: "{bar} {what}", clearOnComplete: true }, Presets.shades_classic);
  progress.start(lengths.length, 0, { what: "" });
  const series: Series[] = [];
  for (const length of lengths) {
    progress.update(series.length, { what: `${length.toLocaleString("en")} floats` });
    series.push({ length, figures: await measure(contest(length), effort) });
  }
  progress.update(lengths.length);
  progress.stop();
  return series;
}

function coldStartMilliseconds(): number {
  const script = fileURLToPath(import.meta.resolve("./cold-start.js"));
  const once = () => Number(execFileSync(process.execPath, [script], { encoding: "utf8" }));
  return median(Array.from({ length: COLD_STARTS }, once));
}

function promisesOf(series: Series): Promised[] {
  const floats = `${series.length.toLocaleString("en")} floats`;
  const kernel = figureOf(series, RESIDENT);
  const timesPlain = timesPlainLoop(series, kernel);
  const timesKernel = figureOf(series, ARRAYS).nsPerFloat / kernel.nsPerFloat;
  return [
    {
      promise: `SIMD is at least 10 times faster than the plain loop, ${floats}`,
      ratio: timesPlain,
      holds: timesPlain >= 10,
    },
    {
      promise: `arrays in and out take at most 1.5 times the kernel itself, ${floats}`,
      ratio: timesKernel,
      holds: timesKernel <= 1.5,
    },
  ];
}
