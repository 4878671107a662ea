/**
 * `npm start`: the 10,000 test digits of MNIST through a linear layer of 784 to 256 and ELU. Tells which backend
 * runs, how far its 2.56 million results are from the exact ones, and how long it takes beside the loop that
 * everybody writes.
 */
import { Presets, SingleBar } from "cli-progress";
import { elu, getBackend } from "elu-simd";
import pc from "picocolors";
import { describeMachine } from "../harness/machine.js";
import { median } from "../harness/median.js";
import { plainElu } from "../harness/plain-loops.js";
import { ELU } from "../proof/reference/family.js";
import { ulpError } from "../proof/reference/ulp.js";
import { applyLinear, createLinear } from "./linear.js";
import { readDigits } from "./mnist.js";

const UNITS = 256;
const TIMED_ROUNDS = 15;

const { name, reason } = getBackend();
console.log(`Backend: ${pc.bold(name)}${reason ? `, because ${reason}` : ", the fastest there is"}`);

const preActivations = linearLayerOverDigits();
const below = preActivations.reduce((count, x) => count + Number(x < 0), 0);
console.log(
  `Pre-activations: ${preActivations.length.toLocaleString("en")}, ` +
    `${((100 * below) / preActivations.length).toFixed(0)} % of them negative`,
);

const activations = elu(preActivations);
const { error, x } = largestError(preActivations, activations);
console.log(`Largest error: ${pc.bold(`${error.toFixed(3)} ULP`)} at ${x} (0.5 is what perfect rounding would have)`);

const { ours, plain } = timeBoth(preActivations);
console.log(
  `Time: ${pc.bold(`${ours.toFixed(2)} ms`)} for elu, ${plain.toFixed(2)} ms for the plain loop with Math.expm1: ` +
    `${pc.green(`${(plain / ours).toFixed(1)} times faster`)} (medians of ${TIMED_ROUNDS}, ${describeMachine().cpu})`,
);

/** [digits, UNITS] pre-activations, with a progress bar: this is the slow part. */
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

/** Milliseconds for all floats, each way in turn. */
function timeBoth(input: Float32Array): { ours: number; plain: number } {
  const out = new Float32Array(input.length);
  const ours: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < TIMED_ROUNDS; round++) {
    ours.push(milliseconds(() => elu(input, { out })));
    plain.push(milliseconds(() => plainElu(input, out, 1)));
  }
  return { ours: median(ours), plain: median(plain) };
}

function milliseconds(run: () => void): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
