/**
 * `npm run bench -- threads`: elu on pools of one thread and of several, on arrays in their shared memory (in place)
 * and on others (copied); the lengths from which threads pay; and ReLU on one thread, whose time is that of the memory.
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
import { type Contest, measure, measureSeries } from "./contest.js";
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
for (const threads of counts) {
  await using pool = await createPool({ threads });
  console.log(`${threads} threads pay from about ${floats(pool.parallelFrom)} on`);
}
const contests = lengths.map((length) => ({
  title: floats(length),
  length,
  measure: async (effort: Effort) => measure(await contest(length), effort),
}));
const series = await measureSeries("threads", contests, options);
for (const one of series) console.log(`\n${tableOfCandidates(one, "1 thread")}`);
console.log();

report(series.flatMap(({ verdicts }) => verdicts));
if (options.json) writeFileSync(options.json, JSON.stringify({ machine, series }, null, 2));

async function contest(length: number): Promise<Contest> {
  const input = Float32Array.from({ length: floatsPerRun(length) }, normal(1));
  const out = new Float32Array(input.length);
  const pools: Pool[] = [];
  const relu = prepareBaselines(module, length).filter(({ name }) => name === RELU);
  const candidates = relu.map((one): Candidate => ({ ...one, baseline: RELU }));
  for (const relaxed of [true, false]) {
    for (const threads of [1, ...counts]) {
      const pool = await createPool({ threads, relaxed, capacity: 2 * (input.length + 4) });
      if (pool.threads !== threads) throw new Error(`there is nothing to measure here: ${pool.reason}`);
      pools.push(pool);
      const [x, y] = [pool.alloc(input.length), pool.alloc(input.length)];
      x.set(input);
      const candidate = (form: string, x: Float32Array, y: Float32Array): Candidate => ({
        name: `${threads} ${threads === 1 ? "thread" : "threads"}, ${form}`,
        baseline: `1 thread, ${form}`,
        run: callsOf(pool, x, y, length),
      });
      candidates.push(candidate(relaxed ? "relaxed, in place" : "in place", x, y));
      if (!relaxed) candidates.push(candidate("copied", input, out));
    }
  }
  const end = async () => {
    for (const pool of pools) await pool.close();
  };
  return { floatsPerRun: input.length, candidates, end };
}

function callsOf(pool: Pool, input: Float32Array, out: Float32Array, length: number): () => Promise<void> {
  const outs = split(out, length);
  const windows = split(input, length).map((x, k) => ({ x, y: outs[k] }));
  return async () => {
    for (const { x, y } of windows) await pool.elu(x, { out: y });
  };
}
