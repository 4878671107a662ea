/**
 * `npm run bench`: the time of ELU compared with the plain loop and ReLU, then ELU at every length, then all functions
 * in every form.
 */
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { Worker } from "node:worker_threads";
import Chartscii from "chartscii";
import { getBackend } from "elu-simd";
import pc from "picocolors";
import type { Effort } from "../harness/batches.js";
import { describeMachine, machineLine } from "../harness/machine.js";
import { enableRelaxedSimd } from "../harness/relaxed-simd.js";
import { SCALAR } from "./baselines.js";
import { measureSeries, type Planned, type Series } from "./contest.js";
import { type FormWorker, measureForms } from "./form-turns.js";
import { ELU, FORM_NAMES, type FormName, FUNCTIONS, type Measured, nameOf } from "./forms.js";
import { readBenchOptions } from "./options.js";
import { type Figure, floats, report } from "./promises.js";
import { columnOf, find, priceOfElu, tableOfElu, tableOfFunctions, titleOf } from "./tables.js";

const LENGTHS = [1, 16, 256, 4096, 65_536, 1_048_576, 8_388_608];
const QUICK_LENGTHS = [1, 16, 65_536];
/** The length of the answer and the table: in the cache, and too long for the branch predictor to learn by heart. */
const CACHED = 65_536;

const options = readBenchOptions("default", "rough figures in a few seconds, at fewer lengths");
const lengths = options.lengths ?? (options.quick ? QUICK_LENGTHS : LENGTHS);
const main = lengths.includes(CACHED) ? CACHED : lengths[0];

enableRelaxedSimd();
const machine = describeMachine();
console.log(machineLine(machine));
const { name, reason } = getBackend();
if (name !== "wasm-simd") throw new Error(`there is nothing to measure here: ${reason}`);

const [answer] = await measureSeries("default", [planned(main, FUNCTIONS)], options);
console.log(`\n${pc.bold(`elu: ${priceOfElu(answer.figures)}`)}\n\n${chart(answer)}`);
const others = lengths.filter((length) => length !== main).map((length) => planned(length, [ELU]));
const series = [answer, ...(await measureSeries("default", others, options))].toSorted((a, b) => a.length - b.length);
console.log(`\n${tableOfElu("ns per float, by number of floats", series.map(columnOf))}`);
console.log(`\n${tableOfFunctions(titleOf("functions", main), answer.figures)}`);
console.log();
report(series.flatMap(({ verdicts }) => verdicts));
if (options.json) writeFileSync(options.json, JSON.stringify({ machine, series }, null, 2));

function planned(length: number, functions: readonly Measured[]): Planned {
  return { title: floats(length), length, measure: (effort) => measure(length, functions, effort) };
}

/** Measures the functions in every form that this engine has, and the baselines of ELU. */
async function measure(length: number, functions: readonly Measured[], effort: Effort): Promise<Figure[]> {
  const workers: Worker[] = [];
  const { figures } = await measureForms(() => openWorker(workers), functions, length, effort);
  for (const worker of workers) await worker.terminate();
  return figures;
}

function openWorker(workers: Worker[]): FormWorker {
  const worker = new Worker(new URL("form-worker.js", import.meta.url));
  workers.push(worker);
  return {
    ask: async (message) => {
      worker.postMessage(message);
      const [answer] = await once(worker, "message");
      return answer;
    },
  };
}

/** A bar chart of ELU: times as fast as the plain loop. */
function chart(answer: Series): string {
  const labels: [label: string, name: string][] = [
    ...FORM_NAMES.map((form): [FormName, string] => [form, nameOf(ELU, form)]),
    ["without SIMD", SCALAR],
  ];
  const times = (name: string) => find(answer.figures, name) ?? Number.NaN;
  const plain = times(nameOf(ELU, "plain loop"));
  const bars = labels
    .map(([label, name]) => ({ label, value: plain / times(name) }))
    .filter(({ value }) => value > 0)
    .toSorted((a, b) => b.value - a.value);
  const drawn = new Chartscii(bars, {
    title: `elu, ${answer.title}: times as fast as the plain loop`,
    width: 40,
    height: bars.length,
    valueLabels: true,
    valueLabelsFloatingPoint: 1,
    richLabels: false,
    colorLabels: false,
    ...(pc.isColorSupported ? { color: "green" } : {}),
  }).create();
  return pc.isColorSupported ? drawn : stripVTControlCharacters(drawn);
}
