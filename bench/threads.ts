/**
 * `npm run bench:threads`: elu by pools of one thread and of several, on arrays in their shared memory and elsewhere; where
 * more threads start to pay; and beside ReLU on one thread, which costs what the memory costs.
 */
import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { createPool, type Pool } from "elu-simd/threads";
import pc from "picocolors";
import { normal } from "../reference/random.js";
import { enableRelaxedSimd } from "../reference/relaxed-simd.js";
import { PAGE_BYTES } from "../src/backend.js";
import { RESERVED_BYTES, wholeVectors } from "../src/kernels.js";
import { instantiate } from "./candidates.js";
import { describeMachine, machineLine } from "./machine.js";
import type { Candidate, Contest } from "./measure.js";
import { floats, measureAll, parseLength, parseOptions, seriesOf } from "./measure-all.js";
import { atLeast, atMost, type Promised } from "./promises.js";
import { figureOf, promiseLine, type Series, table, timesBaseline } from "./report.js";

const LENGTHS = [1000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 8_388_608, 100_000_000];

const HELP = `npm run bench:threads -- [options]

  --quick           rough figures, none above 8,388,608 floats
  --length N        only arrays of N floats; may be given several times
  --json FILE       write the figures to FILE
  --help            this text`;

/** Short arrays are windows on a longer one, each computed once in a run, one call after the other. */
const FLOATS_PER_RUN = 65536;

const RELU = "ReLU in SIMD, 1 thread, resident";

const options = parseOptions();

if (options.help) console.log(HELP);
else await main();

async function main(): Promise<void> {
  enableRelaxedSimd();
  const machine = describeMachine();
  console.log(`${pc.bold("elu on threads, alpha = 1, mixed signs")}\n${machineLine(machine)}`);

  const counts = [2, 4, 8, 16, 32, 64].filter((count) => count <= availableParallelism());
  if (counts.length === 0) throw new Error("this machine runs one thread at a time: there is nothing to measure");
  const lengths = options.length?.map(parseLength) ?? LENGTHS.filter((length) => !options.quick || length < 1e7);
  const breakEvens = await measureBreakEvens(counts);
  const series = await measureAll(
    new Map(lengths.map((length) => [floats(length), () => contest(length, counts)])),
    options.quick,
  );
  console.log(`\n${table(series, "1 thread")}\n`);

  const promises = lengths.flatMap((length) => promisesOf(length, seriesOf(series, floats(length))));
  for (const promised of promises) console.log(promiseLine(promised));
  if (options.json) writeFileSync(options.json, JSON.stringify({ machine, breakEvens, series, promises }, null, 2));
}

/** What pools found when they started: from how many floats on they split a call. */
async function measureBreakEvens(counts: readonly number[]): Promise<Record<string, number[]>> {
  const breakEvens: Record<string, number[]> = {};
  for (const threads of counts) {
    const found: number[] = [];
    for (let k = 0; k < 5; k++) {
      await using pool = await createPool({ threads });
      found.push(pool.parallelFrom);
    }
    found.sort((a, b) => a - b);
    breakEvens[threads] = found;
    console.log(
      `${threads} threads pay from (five pools): ${found.map((length) => length.toLocaleString("en")).join(", ")} floats`,
    );
  }
  return breakEvens;
}

async function contest(length: number, counts: readonly number[]): Promise<Contest> {
  const windows = Math.ceil(FLOATS_PER_RUN / length);
  const floatsPerRun = windows * length;
  const input = Float32Array.from({ length: floatsPerRun }, normal(1));
  const out = new Float32Array(floatsPerRun);
  const pools: Pool[] = [];
  const candidates: Candidate[] = [];
  for (const relaxed of [true, false]) {
    for (const threads of [1, ...counts]) {
      const pool = await createPool({ threads, relaxed, capacity: 2 * (floatsPerRun + 4) });
      if (pool.threads !== threads) throw new Error(`there is nothing to measure here: ${pool.reason}`);
      pools.push(pool);
      const [x, y] = [pool.alloc(floatsPerRun), pool.alloc(floatsPerRun)];
      x.set(input);
      candidates.push({
        name: nameOf(threads, relaxed, "resident"),
        baseline: nameOf(1, relaxed, "resident"),
        run: overWindows(pool, x, y, length),
      });
      if (relaxed) continue;
      candidates.push({
        name: nameOf(threads, relaxed, "arrays in and out"),
        baseline: nameOf(1, relaxed, "arrays in and out"),
        run: overWindows(pool, input, out, length),
      });
    }
  }
  candidates.push({ name: RELU, baseline: RELU, run: reluOf(input, length) });
  return {
    floatsPerRun,
    candidates,
    async end() {
      for (const pool of pools) await pool.close();
    },
  };
}

function nameOf(threads: number, relaxed: boolean, where: "resident" | "arrays in and out"): string {
  return `${threads} ${threads === 1 ? "thread" : "threads"}, ${relaxed ? "relaxed, " : ""}${where}`;
}

function overWindows(pool: Pool, input: Float32Array, out: Float32Array, length: number): () => Promise<void> {
  const starts = Array.from({ length: input.length / length }, (_, k) => k * length);
  const windows = starts.map((start) => [input, out].map((array) => array.subarray(start, start + length)));
  return async () => {
    for (const [x, y] of windows) await pool.elu(x, { out: y });
  };
}

function reluOf(input: Float32Array, length: number): () => void {
  const memory = new WebAssembly.Memory({
    initial: Math.ceil((RESERVED_BYTES + 2 * input.byteLength) / PAGE_BYTES) + 1,
  });
  new Float32Array(memory.buffer, RESERVED_BYTES, input.length).set(input);
  const { relu } = instantiate("../baselines.wasm", memory);
  return () => {
    for (let address = RESERVED_BYTES; address < RESERVED_BYTES + input.byteLength; address += 4 * length) {
      relu(address, address + input.byteLength, wholeVectors(length));
    }
  };
}

function promisesOf(length: number, series: Series): Promised[] {
  const { title } = series;
  const promises = series.figures
    .filter(({ name, baseline }) => name !== baseline)
    .map((figure) =>
      atLeast(1 / 1.05, timesBaseline(series, figure), `${figure.name}: at most 5 % slower than one, ${title}`),
    );
  if (length >= 1_000_000) {
    const two = figureOf(series, nameOf(2, false, "resident"));
    promises.push(atLeast(1.7, timesBaseline(series, two), `${two.name}: at least 1.7 times as fast as one, ${title}`));
  }
  if (length === 8_388_608) {
    const relaxed = figureOf(series, nameOf(2, true, "resident"));
    const ratio = relaxed.nsPerFloat / figureOf(series, RELU).nsPerFloat;
    promises.push(atMost(1, ratio, `${relaxed.name}: no longer than ${RELU}, ${title}`));
  }
  return promises;
}
