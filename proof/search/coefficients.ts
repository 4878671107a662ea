/** `npm run search`: coefficients for src/core/constants.ts. */
import { Presets, SingleBar } from "cli-progress";
import { readOptions, wholeNumber } from "../../harness/command-line.js";
import { SATURATION } from "../../src/core/constants.js";
import { COEFFICIENTS, type Coefficients } from "../model/float32.js";
import { constantLines, table } from "./coefficient-tables.js";
import { type Sweep, sweep } from "./error-sweep.js";
import { minimax } from "./minimax.js";
import { type Found, randomSearch } from "./random-search.js";

/** From here to 0, x^2 / 2 is less than half an ULP of x, and the exact result rounds to x. */
const FIRST = -(2 ** -24);

const HELP = `npm run search -- [options]

  --seconds N       how long to search, 150 unless told
  --seed N          another sequence of random numbers, 1 unless told
  --help            this text`;

const options = readOptions(HELP, {
  seconds: { type: "string", default: "150" },
  seed: { type: "string", default: "1" },
});

const progress = new SingleBar({ format: "{bar} {what}", clearOnComplete: true }, Presets.shades_classic);

search(wholeNumber("seconds", options.seconds), wholeNumber("seed", options.seed));

function search(seconds: number, seed: number): void {
  const { coefficients, trials } = searchFor(seconds, seed);
  const sweeps = { found: sweepAll("found", coefficients), present: sweepAll("present", COEFFICIENTS) };
  console.log(`\n${constantLines(coefficients)}\n\n${table(sweeps)}`);
  console.log(`${trials.toLocaleString("en")} trials, seed ${seed}`);
}

/** Says so whenever better coefficients are found. */
function searchFor(seconds: number, seed: number): Found {
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  const best = { error: Infinity };
  progress.start(seconds, 0, { what: "start" });
  const descents = randomSearch(minimax(), seed);
  for (;;) {
    const found = descents.next().value;
    if (found.error < best.error) {
      best.error = found.error;
      progress.stop();
      console.log(`${elapsed().toFixed(0).padStart(4)} s  ${best.error.toFixed(4)} ULP`);
      progress.start(seconds, elapsed(), { what: "" });
    }
    progress.update(elapsed(), { what: `${found.trials.toLocaleString("en")} trials` });
    if (elapsed() >= seconds) {
      progress.stop();
      return found;
    }
  }
}

/** Every float32 whose result is neither x nor -1. */
function sweepAll(name: string, coefficients: Coefficients): Sweep {
  progress.start(1, 0, { what: `every float32, ${name}` });
  const swept = sweep(coefficients, FIRST, SATURATION, { onProgress: (done) => progress.update(done) });
  progress.stop();
  return swept;
}
