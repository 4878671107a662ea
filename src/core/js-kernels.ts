/**
 * The kernels in JavaScript. They compute the bits of the exact WebAssembly module (assembly/exact.ts) by the same
 * operations in the same order: in float64, rounded to float32 once, by the store.
 */
import { SELU_SCALED_ALPHA } from "./constants.js";
import {
  EXPONENT_MAGIC,
  LOG2_E,
  MINUS_LN_2_HIGH,
  MINUS_LN_2_LOW,
  Q0,
  Q1,
  Q2,
  Q3,
  Q4,
  Q5,
  Q6,
  Q7,
  Q8,
  Q9,
  SATURATION,
  SELU_SCALED_ALPHA_LOW,
  UNDERFLOW,
} from "./exact-constants.js";
import type { Kernels } from "./kernels.js";

/**
 * Floats in a block. The inputs of a block that need e^z are first gathered, then computed, both without branches: on
 * mixed signs, a branch for each float is mispredicted half of the time.
 */
const BLOCK_LENGTH = 1024;

/*
 * The gathered inputs of the current block, later their exponentials, and the indices of their results. All kernels
 * share them: V8 embeds the addresses of a module's arrays in its code, but not the addresses of a closure's arrays.
 */
const places = new Uint32Array(BLOCK_LENGTH);
const gathered = new Float64Array(BLOCK_LENGTH);

/** The factors of gradients while inputs are gathered: [1] for gathered inputs, [0] for all others. */
const multipliers = Float64Array.of(1, 1);

/** 2^-i at index i. */
const POWERS = Float64Array.from({ length: Math.ceil(-UNDERFLOW * LOG2_E) + 1 }, (_, i) => 2 ** -i);

/** Kernels over the linear memory `buffer`. */
export function createJsKernels(buffer: ArrayBuffer): Kernels {
  const floats = new Float32Array(buffer);
  // An engine without WebAssembly has no compiler: an array access costs more than a mispredicted branch.
  return typeof WebAssembly === "undefined" ? oneByOne(floats) : inBlocks(floats);
}

function inBlocks(floats: Float32Array): Kernels {
  return {
    forward(input, out, length, alpha, scale, divisor) {
      for (let done = 0; done < length; done += BLOCK_LENGTH) {
        const block = Math.min(BLOCK_LENGTH, length - done);
        const count = gatherNegative(floats, input / 4 + done, out / 4 + done, block, scale);
        divideGathered(count, divisor);
        exponentiateGathered(count, SATURATION, 1);
        storeGathered(floats, count, alpha);
      }
    },

    backwardFromInput(gradOutput, input, out, length, alpha, scale, divisor) {
      for (let done = 0; done < length; done += BLOCK_LENGTH) {
        const block = Math.min(BLOCK_LENGTH, length - done);
        const count = gatherNotPositive(floats, gradOutput / 4 + done, input / 4 + done, out / 4 + done, block, scale);
        divideGathered(count, divisor);
        exponentiateGathered(count, UNDERFLOW, 0);
        multiplyByGathered(floats, count, alpha / divisor);
      }
    },

    backwardFromOutput(gradOutput, output, out, length, alpha, scale, divisor) {
      for (let done = 0; done < length; done += BLOCK_LENGTH) {
        const block = Math.min(BLOCK_LENGTH, length - done);
        const count = gatherNotPositive(floats, gradOutput / 4 + done, output / 4 + done, out / 4 + done, block, scale);
        addToGathered(count, alpha, lowOf(alpha));
        divideGathered(count, divisor);
        multiplyByGathered(floats, count, 1);
      }
    },
  };
}

/** The part of SELU's scaled alpha beyond float64; 0 for any other alpha. */
function lowOf(alpha: number): number {
  return alpha === SELU_SCALED_ALPHA ? SELU_SCALED_ALPHA_LOW : 0;
}

/*
 * Each loop is a separate function: one function for all takes a quarter longer in V8. Functions that gather have two
 * loops, because V8's Maglev inlines a function with one loop into its caller, whose code then stays slow for another
 * 20 million floats.
 */

/**
 * Copies `length` floats from `input` to `out`, times `scale`; gathers the negative ones and returns their number.
 */
function gatherNegative(floats: Float32Array, input: number, out: number, length: number, scale: number): number {
  let count = 0;
  if (scale === 1) {
    if (input !== out) floats.copyWithin(out, input, input + length);
    for (let i = 0; i < length; i++) {
      const x = floats[out + i];
      places[count] = out + i;
      gathered[count] = x;
      count += +(x < 0);
    }
  } else {
    for (let i = 0; i < length; i++) {
      const x = floats[input + i];
      places[count] = out + i;
      gathered[count] = x;
      count += +(x < 0);
      floats[out + i] = x * scale;
    }
  }
  return count;
}

/**
 * Copies `length` gradients from `gradOutput` to `out`, times `scale` if `saved` is above 0; gathers all other
 * values of `saved`, NaN included, and returns their number.
 */
function gatherNotPositive(
  floats: Float32Array,
  gradOutput: number,
  saved: number,
  out: number,
  length: number,
  scale: number,
): number {
  let count = 0;
  if (scale === 1) {
    for (let i = 0; i < length; i++) {
      const x = floats[saved + i];
      places[count] = out + i;
      gathered[count] = x;
      count += +!(x > 0);
    }
    if (gradOutput !== out) floats.copyWithin(out, gradOutput, gradOutput + length);
  } else {
    multipliers[0] = scale;
    for (let i = 0; i < length; i++) {
      const x = floats[saved + i];
      const isNotPositive = +!(x > 0);
      places[count] = out + i;
      gathered[count] = x;
      count += isNotPositive;
      floats[out + i] = floats[gradOutput + i] * multipliers[isNotPositive];
    }
  }
  return count;
}

function addToGathered(count: number, high: number, low: number): void {
  for (let i = 0; i < count; i++) gathered[i] = gathered[i] + high + low;
}

function divideGathered(count: number, divisor: number): void {
  if (divisor !== 1) for (let i = 0; i < count; i++) gathered[i] /= divisor;
}

/**
 * Replaces each gathered z by e^z - `subtrahend`; z below `lowest` counts as `lowest`. It calls no function, because
 * calls slow SpiderMonkey down.
 */
function exponentiateGathered(count: number, lowest: number, subtrahend: 0 | 1): void {
  for (let i = 0; i < count; i++) {
    // Not Math.max, which makes JavaScriptCore take 1.5 times as long.
    const z = gathered[i] < lowest ? lowest : gathered[i];
    const t = z * LOG2_E + EXPONENT_MAGIC;
    const n = t - EXPONENT_MAGIC;
    const s = POWERS[(EXPONENT_MAGIC - t) | 0];
    const r = n * MINUS_LN_2_LOW + (n * MINUS_LN_2_HIGH + z);
    const w = r * r;
    const q = ((((Q9 * r + Q8) * w + (Q7 * r + Q6)) * w + (Q5 * r + Q4)) * w + (Q3 * r + Q2)) * w + (Q1 * r + Q0);
    gathered[i] = s * (w * q + r) + (s - subtrahend);
  }
}

function storeGathered(floats: Float32Array, count: number, alpha: number): void {
  for (let i = 0; i < count; i++) floats[places[i]] = alpha * gathered[i];
}

function multiplyByGathered(floats: Float32Array, count: number, slope: number): void {
  for (let i = 0; i < count; i++) {
    const place = places[i];
    floats[place] = floats[place] * (slope * gathered[i]);
  }
}

function oneByOne(floats: Float32Array): Kernels {
  return {
    forward(input, out, length, alpha, scale, divisor) {
      const [inputIndex, outIndex] = [input / 4, out / 4];
      for (let i = 0; i < length; i++) {
        const x = floats[inputIndex + i];
        floats[outIndex + i] = x < 0 ? alpha * exponential(x / divisor, SATURATION, 1) : x * scale;
      }
    },

    backwardFromInput(gradOutput, input, out, length, alpha, scale, divisor) {
      const [gradOutputIndex, savedIndex, outIndex, slope] = [gradOutput / 4, input / 4, out / 4, alpha / divisor];
      for (let i = 0; i < length; i++) {
        const x = floats[savedIndex + i];
        floats[outIndex + i] =
          floats[gradOutputIndex + i] * (x > 0 ? scale : slope * exponential(x / divisor, UNDERFLOW, 0));
      }
    },

    backwardFromOutput(gradOutput, output, out, length, alpha, scale, divisor) {
      const [gradOutputIndex, savedIndex, outIndex, low] = [gradOutput / 4, output / 4, out / 4, lowOf(alpha)];
      for (let i = 0; i < length; i++) {
        const y = floats[savedIndex + i];
        floats[outIndex + i] = floats[gradOutputIndex + i] * (y > 0 ? scale : (y + alpha + low) / divisor);
      }
    },
  };
}

/** As {@link exponentiateGathered}, for one number. */
function exponential(u: number, lowest: number, subtrahend: 0 | 1): number {
  const z = u < lowest ? lowest : u;
  const t = z * LOG2_E + EXPONENT_MAGIC;
  const n = t - EXPONENT_MAGIC;
  const s = POWERS[(EXPONENT_MAGIC - t) | 0];
  const r = n * MINUS_LN_2_LOW + (n * MINUS_LN_2_HIGH + z);
  const w = r * r;
  const q = ((((Q9 * r + Q8) * w + (Q7 * r + Q6)) * w + (Q5 * r + Q4)) * w + (Q3 * r + Q2)) * w + (Q1 * r + Q0);
  return s * (w * q + r) + (s - subtrahend);
}
