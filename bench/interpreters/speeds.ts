/** The program that the interpreters run: each function of the family in three forms, in turns; prints what they took. */
import { createElu } from "elu-simd";
import { createElu as createRelaxedElu } from "elu-simd/relaxed";
import { median } from "../../harness/median.js";
import { timeOf } from "../../harness/time-of.js";
import { FAMILY, floatsOf } from "../family.js";

/** What these engines have for console.log. */
declare function print(text: string): void;

const LENGTH = 4096;
const ROUNDS = 7;
/** Of each turn, at least: their clock tells whole ones. */
const MILLISECONDS = 60;

const [js, relaxed] = [createElu(), createRelaxedElu()];
const floats = floatsOf(LENGTH);

const candidates = FAMILY.flatMap(({ name, ours, plain }) => {
  const forms: [form: string, run: () => void][] = [
    ["plain loop", () => plain(floats)],
    ["elu-simd/relaxed", () => ours(relaxed, floats)],
    ["elu-simd", () => ours(js, floats)],
  ];
  return forms.map(([form, run]) => ({ name, form, run, times: [] as number[] }));
});
for (let round = 0; round < ROUNDS; round++) {
  for (const { run, times } of candidates) times.push(1000 * timeOf(MILLISECONDS, Date.now, run));
}
const figures = candidates.map(({ name, form, times }) => ({ name, form, nsPerFloat: median(times) / LENGTH }));
print(JSON.stringify({ backends: [js.getBackend().name, relaxed.getBackend().name], figures }));
