/** `node speed.mjs`: how fast each peer computes ELU, how exactly, how soon, and what it takes to install. */
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { installedSize, ownSize } from "./installed.mjs";
import { markdownTable } from "./markdown.mjs";
import { median } from "./median.mjs";
import { ELU_SIMD, PEERS, PLAIN_LOOP, start } from "./peers.mjs";
import { EXACT, normal, ulpError } from "./reference.mjs";

/** @typedef {import("./peers.mjs").Started} Started */
/** @typedef {import("./peers.mjs").Missing} Missing */

/** Shorter arrays are windows on this many floats, so that each float comes once in a run. */
const FLOATS_PER_RUN = 65536;

const FORMS = { resident: "resident", arrays: "arrays in and out" };

const HELP = `node speed.mjs [options]

  --length N        arrays of N floats; default 65536
  --quick           rough figures
  --json FILE       write the figures to FILE
  --help            this text`;

const { values: options } = parseArgs({
  options: {
    length: { type: "string", default: "65536" },
    quick: { type: "boolean", default: false },
    json: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

/**
 * Peers that allocate a result each time run three times slower at first, until compilers and the allocator of the
 * process have settled, which took up to 100 ms.
 */
const EFFORT = options.quick
  ? { warmup: 150, rounds: 3, milliseconds: 15, processes: 3 }
  : { warmup: 400, rounds: 15, milliseconds: 40, processes: 9 };

if (options.help) console.log(HELP);
else await main();

/**
 * One peer in one form.
 *
 * @typedef {object} Figure
 * @property {string} name
 * @property {keyof typeof FORMS} form
 * @property {number} nsPerFloat The median of the rounds.
 * @property {number} fastest The fastest round, ns per float.
 * @property {number} slowest
 * @property {number} timesEluSimd Times as long as elu-simd takes in the same form.
 * @property {number} fasterThanPlainLoop
 * @property {number} largestUlp
 */

/**
 * @typedef {object} Cost
 * @property {string} name
 * @property {string | undefined} version
 * @property {number} firstResultMilliseconds From import, in a fresh process.
 * @property {import("./installed.mjs").Size | undefined} installed
 */

async function main() {
  const length = Number(options.length);
  if (!Number.isInteger(length) || length < 1) {
    throw new Error(`--length takes a whole number from 1, not ${options.length}`);
  }
  const machine = {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: cpus().length,
    engine: `Node.js ${process.versions.node}, V8 ${process.versions.v8}`,
    platform: `${process.platform} ${process.arch}`,
  };
  const { costs, missing } = await measureCosts();
  const figures = await measureSpeeds(length, missing);

  const floats = `${length.toLocaleString("en")} floats`;
  console.log(`${machine.cpu}, ${machine.cores} cores, ${machine.engine}, ${machine.platform}\n`);
  console.log(`${speedTable(figures, floats)}\n\n${costTable(costs)}`);
  for (const { name, missing: reason } of missing) console.log(`\n${name} did not run here: ${reason}`);
  if (options.json) {
    writeFileSync(options.json, `${JSON.stringify({ machine, length, alpha: 1, figures, costs, missing }, null, 2)}\n`);
  }
}

/** @type {() => Promise<{ costs: Cost[], missing: Missing[] }>} */
async function measureCosts() {
  /** @type {Cost[]} */
  const costs = [];
  /** @type {Missing[]} */
  const missing = [];
  for (const peer of PEERS) {
    const times = [];
    let version = "";
    for (let i = 0; i < EFFORT.processes; i++) {
      const started = await start(peer);
      if ("missing" in started) {
        missing.push(started);
        break;
      }
      started.process.stop();
      times.push(started.process.hello.firstResultMilliseconds);
      version = started.version ?? "";
    }
    if (times.length === 0) continue;
    const { name, packages } = peer;
    const installed = name === ELU_SIMD ? ownSize() : packages.length > 0 ? installedSize(packages) : undefined;
    costs.push({ name, version: version || undefined, firstResultMilliseconds: median(times), installed });
  }
  return { costs, missing };
}

/**
 * The peers in turns, round after round, because the clock speed of a machine drifts: what is slow for a moment is slow
 * for all of them. Adds to `missing` who started, and yet cannot compute arrays as long as these.
 *
 * @type {(length: number, missing: Missing[]) => Promise<Figure[]>}
 */
async function measureSpeeds(length, missing) {
  const input = Float32Array.from({ length: Math.ceil(FLOATS_PER_RUN / length) * length }, normal(1));
  const contestants = [];
  for (const peer of PEERS.filter(({ name }) => missing.every((one) => one.name !== name))) {
    const started = await start(peer);
    if ("missing" in started) missing.push(started);
    else contestants.push(...(await prepare(started, input, length, missing)));
  }

  for (const { process, form } of contestants) await process.time(form, EFFORT.warmup);
  for (let round = 0; round < EFFORT.rounds; round++) {
    for (const { process, form, times } of contestants) times.push(await process.time(form, EFFORT.milliseconds));
  }

  /** @type {Pick<Figure, "name" | "form" | "nsPerFloat" | "fastest" | "slowest" | "largestUlp">[]} */
  const measured = [];
  for (const { name, process, form, times } of contestants) {
    const largestUlp = largestError(input, await process.result(form));
    const [nsPerFloat, fastest, slowest] = [median(times), Math.min(...times), Math.max(...times)].map(
      (milliseconds) => (milliseconds * 1e6) / input.length,
    );
    measured.push({ name, form, nsPerFloat, fastest, slowest, largestUlp });
  }
  for (const { process } of contestants) process.stop();

  /** @type {(name: string, form: string) => number} */
  const nsOf = (name, form) => measured.find((one) => one.name === name && one.form === form)?.nsPerFloat ?? Number.NaN;
  return measured.map((one) => ({
    ...one,
    timesEluSimd: one.nsPerFloat / nsOf(ELU_SIMD, one.form),
    fasterThanPlainLoop: nsOf(PLAIN_LOOP, "arrays") / one.nsPerFloat,
  }));
}

/** @typedef {{ name: string, process: Started["process"], form: keyof typeof FORMS, times: number[] }} Contestant */

/** @type {(started: Started, input: Float32Array, length: number, missing: Missing[]) => Promise<Contestant[]>} */
async function prepare({ name, process }, input, length, missing) {
  try {
    const forms = /** @type {(keyof typeof FORMS)[]} */ (await process.prepare(input, length));
    return forms.map((form) => ({ name, process, form, times: [] }));
  } catch (error) {
    process.stop();
    missing.push({ name, missing: /** @type {Error} */ (error).message });
    return [];
  }
}

/** In ULP. @type {(input: Float32Array, result: Float32Array) => number} */
function largestError(input, result) {
  if (result.length !== input.length) return Number.POSITIVE_INFINITY;
  return input.reduce((largest, x, i) => Math.max(largest, ulpError(result[i], EXACT.elu(x))), 0);
}

/** @type {(figures: Figure[], floats: string) => string} */
function speedTable(figures, floats) {
  const head = [
    floats,
    "ns per float",
    "rounds",
    "times as long as elu-simd",
    "times faster than the plain loop",
    "largest error, ULP",
  ];
  const rows = Object.entries(FORMS).flatMap(([form, description]) =>
    figures
      .filter((figure) => figure.form === form)
      .map(({ name, nsPerFloat, fastest, slowest, timesEluSimd, fasterThanPlainLoop, largestUlp }) => [
        `${name}, ${description}`,
        nsPerFloat.toFixed(2),
        `${fastest.toFixed(2)} to ${slowest.toFixed(2)}`,
        ratio(timesEluSimd),
        ratio(fasterThanPlainLoop),
        largestUlp < 10 ? largestUlp.toFixed(2) : Math.round(largestUlp).toLocaleString("en"),
      ]),
  );
  return markdownTable(head, rows, "right");
}

/** @type {(costs: Cost[]) => string} */
function costTable(costs) {
  const head = ["", "version", "import to first result, ms", "installed", "packages"];
  const rows = costs.map(({ name, version, firstResultMilliseconds, installed }) => [
    name,
    version ?? "",
    firstResultMilliseconds.toFixed(1),
    installed ? size(installed.bytes) : "",
    installed ? String(installed.packages) : "",
  ]);
  return markdownTable(head, rows, "right");
}

/** @type {(ratio: number) => string} */
function ratio(ratio) {
  return ratio.toFixed(ratio < 0.95 ? 2 : 1);
}

/** @type {(bytes: number) => string} */
function size(bytes) {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
