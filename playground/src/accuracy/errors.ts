/** The errors of ELU, from its saturation to almost 0. */
import * as deterministic from "elu-simd";
import * as correctlyRounded from "elu-simd/exact";
import * as relaxed from "elu-simd/relaxed";
import { uniform } from "../../../harness/random.js";
import { ELU } from "../../../proof/reference/family.js";
import { ulpError } from "../../../proof/reference/ulp.js";

/** The inputs are negative, from -SMALLEST to -LARGEST; from -17.5 down, ELU is -alpha in float32. */
export const SMALLEST = 1e-10;
export const LARGEST = 20;

const BINS = 320;
const INPUTS_PER_BIN = 24;

const COMPUTE = {
  simd: (input: Float32Array, alpha: number) => deterministic.elu(input, { alpha }),
  relaxed: (input: Float32Array, alpha: number) => relaxed.elu(input, { alpha }),
  exact: (input: Float32Array, alpha: number) => correctlyRounded.elu(input, { alpha }),
  /** The usual expression, with each operation rounded to float32 as in a float32 kernel. */
  naive(input: Float32Array, alpha: number) {
    const float32Alpha = Math.fround(alpha);
    return input.map((x) => float32Alpha * Math.fround(Math.fround(Math.exp(x)) - 1));
  },
};

export type ComputationName = keyof typeof COMPUTE;

export const COMPUTATIONS = Object.keys(COMPUTE) as ComputationName[];

/** The magnitude at the middle of each bin, from SMALLEST to LARGEST in equal ratios. */
export const MAGNITUDES: Float64Array = Float64Array.from({ length: BINS }, (_, bin) => magnitudeAt(bin + 0.5));

/** All inputs, bin by bin, the same on every visit. */
const INPUTS = makeInputs();

/** The largest error in each bin, in ULP of float32. */
export type Errors = Readonly<Record<ComputationName, Float64Array>>;

export function errorsOf(alpha: number): Errors {
  const exact = Float64Array.from(INPUTS, (x) => ELU.value(x, Math.fround(alpha)));
  const errors = COMPUTATIONS.map((name) => {
    const largest = new Float64Array(BINS);
    for (const [k, result] of COMPUTE[name](INPUTS, alpha).entries()) {
      const bin = Math.floor(k / INPUTS_PER_BIN);
      largest[bin] = Math.max(largest[bin], ulpError(result, exact[k]));
    }
    return [name, largest];
  });
  return Object.fromEntries(errors);
}

/** The largest error for inputs of a magnitude from `from` to below `to`. */
export function largestWithin(errors: Float64Array, from: number, to: number): number {
  return Math.max(...errors.filter((_, bin) => MAGNITUDES[bin] >= from && MAGNITUDES[bin] < to));
}

function makeInputs(): Float32Array {
  const random = uniform(1);
  const inputAt = (_: unknown, k: number) => -magnitudeAt(Math.floor(k / INPUTS_PER_BIN) + random());
  return Float32Array.from({ length: BINS * INPUTS_PER_BIN }, inputAt);
}

/** The magnitude at a bin: SMALLEST at the start of the first bin, LARGEST at the end of the last. */
function magnitudeAt(bin: number): number {
  return SMALLEST * (LARGEST / SMALLEST) ** (bin / BINS);
}
