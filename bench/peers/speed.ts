/** `npm run bench -- peers`: speed, errors, and time to the first result of each peer. */
import { writeFileSync } from "node:fs";
import { markdownTable } from "markdown-table";
import { inTurns, type Turn } from "../../harness/batches.js";
import { describeMachine, machineLine } from "../../harness/machine.js";
import { median } from "../../harness/median.js";
import { normal } from "../../harness/random.js";
import { ELU, SELU } from "../../proof/reference/family.js";
import { ulpError } from "../../proof/reference/ulp.js";
import { readBenchOptions } from "../options.js";
import { ELU_SIMD, floats, measureUntilHeld, report } from "../promises.js";
import { floatsPerRun, split } from "../windows.js";
import type { FormName } from "./candidates/candidate.js";
import { PEERS, type PeerFigure, type Started, start } from "./peers.js";
import { speedChart } from "./speed-chart.js";

const FORMS: readonly FormName[] = ["in place", "copied", "selu, in place"];

const options = readBenchOptions("peers", "rough figures", "draw the speeds at the last length as a bar chart to FILE");

/**
 * Peers that allocate their results are three times slower at first, until compilers and the allocator of the process
 * have settled, which took up to 100 ms.
 */
const EFFORT = options.quick ? { warmUp: 150, rounds: 3, turn: 15 } : { warmUp: 400, rounds: 15, turn: 40 };
const STARTS = options.quick ? 3 : 9;

const machine = describeMachine();
console.log(machineLine(machine));
const firstResults = new Map<string, number>();
const missing = new Map<string, string>();
for (const peer of PEERS) {
  const times: number[] = [];
  try {
    for (let k = 0; k < STARTS; k++) {
      const { firstResultMilliseconds, stop } = await start(peer);
      times.push(firstResultMilliseconds);
      await stop();
    }
    firstResults.set(peer.name, median(times));
  } catch (error) {
    missing.set(peer.name, (error as Error).message);
  }
}

const series = [];
for (const length of options.lengths ?? [65_536]) {
  const measured = await measureUntilHeld("peers", length, options.slack, () => measure(length));
  series.push({ length, ...measured });
  console.log(`\n${table(measured.figures, length)}`);
  if (options.svg) writeFileSync(options.svg, speedChart(measured.figures, floats(length), machineLine(machine)));
}
for (const [name, reason] of missing) console.log(`\n${name} did not run here: ${reason}`);
console.log();
report(series.flatMap(({ verdicts }) => verdicts));
if (options.json) {
  const costs = { firstResultMilliseconds: Object.fromEntries(firstResults), missing: Object.fromEntries(missing) };
  writeFileSync(options.json, `${JSON.stringify({ machine, series, ...costs }, null, 2)}\n`);
}

/** Measures every form of every peer, in turns. */
async function measure(length: number): Promise<PeerFigure[]> {
  const input = Float32Array.from({ length: floatsPerRun(length) }, normal(1));
  const contestants: { peer: Started; form: FormName; turn: Turn }[] = [];
  for (const peer of PEERS.filter(({ name }) => firstResults.has(name))) {
    const started = await start(peer);
    try {
      const forms = await started.ask<FormName[]>("prepare", { floats: input, length, effort: EFFORT });
      contestants.push(
        ...forms.map((form) => ({ peer: started, form, turn: () => started.ask<number>("turn", form) })),
      );
    } catch (error) {
      missing.set(`${peer.name}, ${floats(length)},`, (error as Error).message);
      await started.stop();
    }
  }
  const times = await inTurns(
    contestants.map(({ turn }) => turn),
    EFFORT,
  );

  const figures: PeerFigure[] = [];
  for (const [k, { peer, form }] of contestants.entries()) {
    const windows = await peer.ask<Float32Array[]>("result", form);
    figures.push({
      name: `${peer.name}, ${form}`,
      baseline: `${ELU_SIMD}, ${form}`,
      title: peer.title,
      form,
      nsPerFloat: times[k] / input.length,
      largestUlp: largestError(form, split(input, length), windows),
    });
  }
  await Promise.all(contestants.map(({ peer }) => peer.stop()));
  return figures;
}

/** The largest error in ULP. */
function largestError(form: FormName, inputs: readonly Float32Array[], results: readonly Float32Array[]): number {
  const { value } = form === "selu, in place" ? SELU : ELU;
  let largest = 0;
  for (const [k, input] of inputs.entries()) {
    for (const [i, x] of input.entries()) largest = Math.max(largest, ulpError(results[k][i], value(x, 1)));
  }
  return largest;
}

/** A row for each peer. */
function table(figures: readonly PeerFigure[], length: number): string {
  const rows = PEERS.filter(({ name }) => firstResults.has(name)).map(({ name }) => {
    const own = FORMS.map((form) => figures.find((figure) => figure.name === `${name}, ${form}`));
    const errors = own.map((figure) => figure?.largestUlp);
    return [
      own.find((figure) => figure)?.title ?? name,
      ...own.map((figure) => {
        if (!figure) return "";
        const ours = figures.find((other) => other.name === figure.baseline)?.nsPerFloat ?? Number.NaN;
        return `${figure.nsPerFloat.toFixed(2)} (${(figure.nsPerFloat / ours).toFixed(2)})`;
      }),
      digits(errors[0] ?? errors[1]),
      digits(errors[2]),
      digits(firstResults.get(name)),
    ];
  });
  const head = [`ns per float (times ${ELU_SIMD}), ${floats(length)}`, ...FORMS];
  head.push("largest error, ULP", "of selu", "import to first result, ms");
  return markdownTable([head, ...rows], { align: ["l", ...head.slice(1).map(() => "r")] });
}

function digits(value: number | undefined): string {
  if (value === undefined) return "";
  return value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString("en");
}
