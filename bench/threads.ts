/**
 * `npm run bench -- threads`: elu by pools of one thread and of several, on arrays in their shared memory and elsewhere;
 * where more threads start to pay; and beside ReLU on one thread, which costs what the memory costs.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { createPool, type Pool } from "elu-simd/threads";
import pc from "picocolors";
import type { Effort } from "../harness/batches.js";
import { describeMachine, machineLine } from "../harness/machine.js";
import { normal } from "../harness/random.js";
import { enableRelaxedSimd } from "../harness/relaxed-simd.js";
import { prepareBaselines, RELU } from "./baselines.js";
import { type Contest, hold, measure } from "./contest.js";
import type { Candidate } from "./forms.js";
import { readBenchOptions } from "./options.js";
import { floats, report } from "./promises.js";
import { tableOfCandidates } from "./tables.js";
import { floatsPerRun, split } from "./windows.js";

const LENGTHS = [1000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 8_388_608, 100_000_000];

const module = readFileSync(new URL("../baselines.wasm", import.meta.url));

const options = readBenchOptions("threads", "rough figures, none above 8,388,608 floats");

enableRelaxedSimd();
const machine = describeMachine();
console.log(`${pc.bold("elu on threads, alpha = 1, mixed signs")}\n${machineLine(machine)}`);

const counts = [2, 4, 8, 16, 32, 64].filter((count) => count <= availableParallelism());
if (counts.length === 0) throw new Error("this machine runs one thread at a time: there is nothing to measure");
const lengths = options.lengths ?? LENGTHS.filter((length) => !options.quick || length < 1e7);
const breakEvens = await measureBreakEvens();
const contests = lengths.map((length) => ({
  title: floats(length),
  length,
  measure: async (effort: Effort) => measure(await contest(length), effort),
}));
const series = await hold("threads", contests, options);
for (const one of series) console.log(`\n${tableOfCandidates(one, "1 thread")}`);
console.log();

report(series.flatMap(({ verdicts }) => verdicts));
if (options.json) writeFileSync(options.json, JSON.stringify({ machine, breakEvens, series }, null, 2));

/** What pools found when they started: from how many floats on they split a call. */
async function measureBreakEvens(): Promise<Record<string, number[]>> {
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

async function contest(length: number): Promise<Contest> {
  const input = Float32Array.from({ length: floatsPerRun(length) }, normal(1));
  const out = new Float32Array(input.length);
  const pools: Pool[] = [];
  const candidates: Candidate[] = [];
  for (const relaxed of [true, false]) {
    for (const threads of [1, ...counts]) {
      const pool = await createPool({ threads, relaxed, capacity: 2 * (input.length + 4) });
      if (pool.threads !== threads) throw new Error(`there is nothing to measure here: ${pool.reason}`);
      pools.push(pool);
      const [x, y] = [pool.alloc(input.length), pool.alloc(input.length)];
      x.set(input);
      candidates.push({
        name: nameOf(threads, relaxed, "resident"),
        baseline: nameOf(1, relaxed, "resident"),
        run: callsOf(pool, x, y, length),
      });
      if (relaxed) continue;
      candidates.push({
        name: nameOf(threads, relaxed, "arrays in and out"),
        baseline: nameOf(1, relaxed, "arrays in and out"),
        run: callsOf(pool, input, out, length),
      });
    }
  }
  const relu = prepareBaselines(module, length).filter(({ name }) => name === RELU);
  candidates.push(...relu.map((one) => ({ ...one, baseline: RELU })));
  return {
    floatsPerRun: input.length,
    candidates,
    async end() {
      for (const pool of pools) await pool.close();
    },
  };
}

function nameOf(threads: number, relaxed: boolean, where: "resident" | "arrays in and out"): string {
  return `${threads} ${threads === 1 ? "thread" : "threads"}, ${relaxed ? "relaxed, " : ""}${where}`;
}

function callsOf(pool: Pool, input: Float32Array, out: Float32Array, length: number): () => Promise<void> {
  const outs = split(out, length);
  const windows = split(input, length).map((x, k) => ({ x, y: outs[k] }));
  return async () => {
    for (const { x, y } of windows) await pool.elu(x, { out: y });
  };
}
