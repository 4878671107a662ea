/** The errors of ELU, from its saturation to almost 0. */
import * as deterministic from "elu-simd";
import * as correctlyRounded from "elu-simd/exact";
import * as relaxed from "elu-simd/relaxed";
import { uniform } from "../../../harness/random.js";
import { ELU } from "../../../proof/reference/family.js";
import { ulpError } from "../../../proof/reference/ulp.js";

export const COMPUTATIONS = ["simd", "relaxed", "exact", "naive"] as const;

export type ComputationName = (typeof COMPUTATIONS)[number];

/** The inputs are negative, from -SMALLEST to -LARGEST; from -17.5 on, ELU is -alpha in float32. */
export const SMALLEST = 1e-10;
export const LARGEST = 20;

const BINS = 320;
const INPUTS_PER_BIN = 24;

export interface Errors {
  /** The magnitude at the middle of each bin, from SMALLEST to LARGEST in equal ratios. */
  readonly magnitudes: Float64Array;
  /** The largest error in each bin, in ULP of float32. */
  readonly largest: Readonly<Record<ComputationName, Float64Array>>;
}

/** All inputs, bin by bin, the same on every visit. */
export const INPUTS: Float32Array = makeInputs();

const COMPUTE: Record<ComputationName, (input: Float32Array, alpha: number) => Float32Array> = {
  simd: (input, alpha) => deterministic.elu(input, { alpha }),
  relaxed: (input, alpha) => relaxed.elu(input, { alpha }),
  exact: (input, alpha) => correctlyRounded.elu(input, { alpha }),
  /** The usual expression, with each operation rounded to float32 as in a float32 kernel. */
  naive(input, alpha) {
    const float32Alpha = Math.fround(alpha);
    return input.map((x) => float32Alpha * Math.fround(Math.fround(Math.exp(x)) - 1));
  },
};

export function errorsOf(alpha: number): Errors {
  const magnitudes = Float64Array.from({ length: BINS }, (_, bin) => magnitudeAt((bin + 0.5) / BINS));
  const exactAlpha = Math.fround(alpha);
  const exact = Float64Array.from(INPUTS, (x) => ELU.value(x, exactAlpha));
  const largestErrors = (name: ComputationName) => {
    const results = COMPUTE[name](INPUTS, alpha);
    const largest = new Float64Array(BINS);
    for (const [k, result] of results.entries()) {
      const bin = Math.floor(k / INPUTS_PER_BIN);
      largest[bin] = Math.max(largest[bin], ulpError(result, exact[k]));
    }
    return largest;
  };
  return {
    magnitudes,
    largest: {
      simd: largestErrors("simd"),
      relaxed: largestErrors("relaxed"),
      exact: largestErrors("exact"),
      naive: largestErrors("naive"),
    },
  };
}

/** The largest error for inputs of a magnitude from `from` to below `to`. */
export function largestWithin(
  { magnitudes, largest }: Errors,
  name: ComputationName,
  from: number,
  to: number,
): number {
  return largest[name].reduce((most, error, bin) => {
    return magnitudes[bin] >= from && magnitudes[bin] < to ? Math.max(most, error) : most;
  }, 0);
}

function makeInputs(): Float32Array {
  const random = uniform(1);
  return Float32Array.from(
    { length: BINS * INPUTS_PER_BIN },
    (_, k) => -magnitudeAt((Math.floor(k / INPUTS_PER_BIN) + random()) / BINS),
  );
}

/** From SMALLEST at 0 to LARGEST at 1. */
function magnitudeAt(t: number): number {
  return SMALLEST * (LARGEST / SMALLEST) ** t;
}
