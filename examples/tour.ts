/**
 * `npm start`: the 10,000 test digits of MNIST through a linear layer of 784 to 256 and ELU. Prints the backend, the
 * largest error of the 2.56 million results, and the speed-up over a plain loop, on arrays and in an arena.
 */
import { Presets, SingleBar } from "cli-progress";
import { createArena, elu, getBackend } from "elu-simd";
import pc from "picocolors";
import { readOptions } from "../harness/command-line.js";
import { describeMachine } from "../harness/machine.js";
import { median } from "../harness/median.js";
import { plainElu } from "../harness/plain-loops.js";
import { ELU } from "../proof/reference/family.js";
import { ulpError } from "../proof/reference/ulp.js";
import { applyLinear, createLinear } from "./linear.js";
import { readDigits } from "./mnist.js";

const UNITS = 256;
const TIMED_ROUNDS = 15;

const HELP = `npm start

  ELU of the MNIST digits after a linear layer: backend, largest error and speed, 10 seconds`;

readOptions(HELP, {});
const { name, reason } = getBackend();
console.log(`Backend: ${pc.bold(name)}${reason ? `, because ${reason}` : ""}`);

const preActivations = linearLayerOverDigits();
const below = preActivations.reduce((count, x) => count + Number(x < 0), 0);
console.log(
  `Pre-activations: ${preActivations.length.toLocaleString("en")}, ` +
    `${((100 * below) / preActivations.length).toFixed(0)} % of them negative`,
);

const activations = elu(preActivations);
const { error, x } = largestError(preActivations, activations);
console.log(`Largest error: ${pc.bold(`${error.toFixed(3)} ULP`)} at ${x} (the best possible is 0.5)`);

const { arrays, arena, plain } = timeEach(preActivations);
console.log(
  `Time: ${plain.toFixed(2)} ms for a plain loop with Math.expm1 (medians of ${TIMED_ROUNDS}, ${describeMachine().cpu})\n` +
    `      ${speedUp(arrays)} for elu on arrays, input and out\n` +
    `      ${speedUp(arena)} for elu on arrays in an arena, which are computed in place\n` +
    "elu-simd/relaxed is faster still on most machines: npm run bench",
);

function speedUp(milliseconds: number): string {
  return `${pc.bold(`${milliseconds.toFixed(2)} ms`)} (${pc.green(`${(plain / milliseconds).toFixed(1)} times as fast`)})`;
}

/** Computes the pre-activations [digits, UNITS], the slow part, with a progress bar. */
function linearLayerOverDigits(): Float32Array {
  const { count, pixels, images } = readDigits("test");
  const layer = createLinear(pixels, UNITS);
  const result = new Float32Array(count * UNITS);
  const progress = new SingleBar(
    { format: "Linear layer {bar} {value} of {total} digits", clearOnComplete: true },
    Presets.shades_classic,
  );
  progress.start(count, 0);
  for (let digit = 0; digit < count; digit++) {
    const row = images.subarray(digit * pixels, (digit + 1) * pixels);
    applyLinear(layer, row, result.subarray(digit * UNITS, (digit + 1) * UNITS));
    if (digit % 100 === 0) progress.update(digit);
  }
  progress.stop();
  return result;
}

function largestError(input: Float32Array, result: Float32Array): { error: number; x: number } {
  let largest = { error: 0, x: 0 };
  for (let i = 0; i < input.length; i++) {
    const error = ulpError(result[i], ELU.value(input[i], 1));
    if (error > largest.error) largest = { error, x: input[i] };
  }
  return largest;
}

/** Median milliseconds for all floats; the three ways are timed in turns. */
function timeEach(input: Float32Array): { arrays: number; arena: number; plain: number } {
  const { length } = input;
  const out = new Float32Array(length);
  const arena = createArena(2 * length);
  const [inArena, result] = [arena.alloc(length), arena.alloc(length)];
  inArena.set(input);
  const times = { arrays: [] as number[], arena: [] as number[], plain: [] as number[] };
  for (let round = 0; round < TIMED_ROUNDS; round++) {
    times.arrays.push(milliseconds(() => elu(input, { out })));
    times.arena.push(milliseconds(() => elu(inArena, { out: result })));
    times.plain.push(milliseconds(() => plainElu(input, out, 1)));
  }
  return { arrays: median(times.arrays), arena: median(times.arena), plain: median(times.plain) };
}

function milliseconds(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
