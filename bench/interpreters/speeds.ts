/** The program that the interpreters run: each function of the family in three forms, in turns; prints what they took. */
import { createElu } from "elu-simd";
import { createElu as createRelaxedElu } from "elu-simd/relaxed";
import { median } from "../../measure/median.js";
import { normal } from "../../reference/random.js";
import { FAMILY } from "../family.js";

/** What these engines have for console.log. */
declare function print(text: string): void;

const LENGTH = 4096;
const ROUNDS = 7;
/** Of each turn, at least: their clock tells whole ones. */
const MILLISECONDS = 60;

const [js, relaxed] = [createElu(), createRelaxedElu()];
const [x, g] = [normal(1), normal(2)].map((random) => Float32Array.from({ length: LENGTH }, random));
const floats = { x, y: js.elu(x), g, out: new Float32Array(LENGTH) };

const candidates = FAMILY.flatMap(({ name, ours, plain }) => {
  const forms: [form: string, run: () => void][] = [
    ["plain loop", () => plain(floats)],
    ["elu-simd/relaxed", () => ours(relaxed, floats)],
    ["elu-simd", () => ours(js, floats)],
  ];
  return forms.map(([form, run]) => ({ name, form, run, times: [] as number[] }));
});
for (let round = 0; round < ROUNDS; round++) {
  for (const { run, times } of candidates) times.push(nanosecondsOf(run));
}
const figures = candidates.map(({ name, form, times }) => ({ name, form, nsPerFloat: median(times) / LENGTH }));
print(JSON.stringify({ backends: [js.getBackend().name, relaxed.getBackend().name], figures }));

function nanosecondsOf(run: () => void): number {
  const start = Date.now();
  for (let runs = 1; ; runs++) {
    run();
    const taken = Date.now() - start;
    if (taken >= MILLISECONDS) return (1e6 * taken) / runs;
  }
}
