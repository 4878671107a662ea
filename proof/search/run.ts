/** `npm run search`: coefficients for src/core/constants.ts. */
import Table from "cli-table3";
import { readOptions, wholeNumber } from "../../harness/command-line.js";
import { SATURATION } from "../../src/core/constants.js";
import { COEFFICIENTS } from "../model/float32.js";
import { type Finding, sweep } from "./error-sweep.js";
import { minimax } from "./minimax.js";
import { randomSearch } from "./random-search.js";

/** From here to 0, x^2 / 2 is less than half an ULP of x, and the exact result rounds to x. */
const FIRST = -(2 ** -24);

const HELP = `npm run search -- [options]

  --seconds N       how long to search, 150 by default
  --seed N          the seed of the random numbers, 1 by default
  --help            this text`;

const options = readOptions(HELP, {
  seconds: { type: "string", default: "150" },
  seed: { type: "string", default: "1" },
});
const seconds = wholeNumber("seconds", options.seconds);
const seed = wholeNumber("seed", options.seed);

const start = performance.now();
const { coefficients, trials } = randomSearch(minimax(), seed, 1000 * seconds, (error) => {
  const elapsed = (performance.now() - start) / 1000;
  console.log(`${elapsed.toFixed(0).padStart(4)} s  ${error.toFixed(4)} ULP`);
});

const lines = Array.from(coefficients, (q, i) => `/** ${hexFloat(q)} */\nexport const Q${i} = ${q};`);
console.log(`\n${lines.join("\n")}\n\nSweeping every float32 from ${FIRST} to ${SATURATION}:`);
const table = new Table({
  head: ["coefficients", "arithmetic", "largest error", "at", "misrounded"],
  colAligns: ["left", "left", "right", "right", "right"],
  style: { head: [], border: [], compact: true },
});
for (const [name, q] of Object.entries({ found: coefficients, "in use": COEFFICIENTS })) {
  const { unfused, fused, count } = sweep(q, FIRST, SATURATION);
  table.push([name, "unfused", ...cells(unfused, count)], ["", "fused", ...cells(fused, count)]);
}
console.log(`${table}\n${trials.toLocaleString("en")} trials, seed ${seed}`);

function cells({ largest, at, misrounded }: Finding, count: number): string[] {
  return [`${largest.toFixed(4)} ULP`, at.toPrecision(9), `${((100 * misrounded) / count).toFixed(3)} %`];
}

/** A positive, normal float32 as a hexadecimal literal of C: 0x1.fffff6p-2. */
function hexFloat(value: number): string {
  const exponent = Math.floor(Math.log2(value));
  const mantissa = (value / 2 ** exponent - 1) * 2 ** 24;
  return `0x1.${mantissa.toString(16).padStart(6, "0")}p${exponent}`;
}
