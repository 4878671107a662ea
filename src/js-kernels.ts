/**
 * The JavaScript twin of the WebAssembly module: the same operations in the same order over the same addresses,
 * hence the same bits. `Math.fround` after an operation in float64 is that operation in float32, exactly: float64 has
 * more than twice the digits. Left out are only the `fround`s of values that are float32 already.
 */
import {
  EXPONENT_MAGIC,
  LINEAR_FROM,
  LOG2_E,
  MINUS_LN_2,
  MINUS_LN_2_HIGH,
  MINUS_LN_2_LOW,
  Q0,
  Q1,
  Q2,
  Q3,
  Q4,
  SATURATION,
  UNDERFLOW,
} from "./constants.js";
import type { Kernels } from "./kernels.js";

const { fround } = Math;

/**
 * The inputs of a block of this many floats that need e^z are first gathered, then computed, both without a branch:
 * on mixed signs a branch at each float is mispredicted half of the time.
 */
const BLOCK_LENGTH = 1024;

/*
 * What was gathered in the present block: where results go, inputs, and for gradients gradOutput. Shared by all
 * kernels, so that V8 knows the addresses; of a memory that one closure among several holds, it does not.
 */
const gathered = new Uint32Array(BLOCK_LENGTH);
const inputs = new Float32Array(BLOCK_LENGTH);
const gradients = new Float32Array(BLOCK_LENGTH);

/** s = 2^-k at k, 0 where the range reduction's n is -127. */
const POWERS_OF_HALF = Float64Array.from({ length: 128 }, (_, k) => (k < 127 ? 2 ** -k : 0));

const floatView = new Float32Array(1);
const bitView = new Uint32Array(floatView.buffer);

/** Kernels over the linear memory `buffer`. */
export function createJsKernels(buffer: ArrayBuffer): Kernels {
  const floats = new Float32Array(buffer);
  return {
    forward(input, output, length, alpha, scale, divisor) {
      const start = output / 4;
      const end = start + length;
      if (input !== output) floats.copyWithin(start, input / 4, input / 4 + length);
      for (let block = start; block < end; block += BLOCK_LENGTH) {
        forwardBlock(floats, block, Math.min(block + BLOCK_LENGTH, end), alpha, scale, divisor);
      }
    },

    backwardFromInput(gradOutput, gradInput, length, alpha, scale, divisor, input) {
      for (let done = 0; done < length; done += BLOCK_LENGTH) {
        const count = Math.min(BLOCK_LENGTH, length - done);
        const notPositive = gather(floats, gradOutput / 4 + done, input / 4 + done, gradInput / 4 + done, count, scale);
        gradientsFromInput(floats, notPositive, alpha / divisor, divisor);
      }
    },

    backwardFromOutput(gradOutput, gradInput, length, alpha, scale, divisor, output) {
      for (let done = 0; done < length; done += BLOCK_LENGTH) {
        const count = Math.min(BLOCK_LENGTH, length - done);
        const notPositive = gather(
          floats,
          gradOutput / 4 + done,
          output / 4 + done,
          gradInput / 4 + done,
          count,
          scale,
        );
        gradientsFromOutput(floats, notPositive, alpha, scale, divisor);
      }
    },
  };
}

/** The forward, in place, of the floats from `start` to `end`, at most BLOCK_LENGTH of them. */
function forwardBlock(
  floats: Float32Array,
  start: number,
  end: number,
  alpha: number,
  scale: number,
  divisor: number,
): void {
  const divides = divisor !== 1;
  let count = 0;
  if (divides) {
    for (let i = start; i < end; i++) {
      const quotient = fround(floats[i] / divisor);
      gathered[count] = i;
      inputs[count] = quotient;
      count += +(quotient < LINEAR_FROM);
    }
  } else {
    for (let i = start; i < end; i++) {
      const x = floats[i];
      gathered[count] = i;
      inputs[count] = x;
      count += +(x < 0);
    }
  }
  if (scale !== 1) {
    for (let i = start; i < end; i++) floats[i] *= 1 + (scale - 1) * +(floats[i] > 0);
  }

  const inFloats = !divides && scale === 1 && isPowerOfTwo(alpha);
  for (let k = 0; k < count; k++) {
    const z = Math.max(inputs[k], SATURATION);
    const shifted = shiftedExponent(z);
    const s = powerOfTwo(shifted);
    const r = remainder(z, shifted);
    const r2 = fround(r * r);
    const tail = fround(polynomial(r, r2) * r2);
    if (inFloats) {
      const slope = fround(s * alpha);
      floats[gathered[k]] = fround(slope * fround(tail + r)) + fround(slope - alpha);
    } else {
      const slope = s * alpha;
      floats[gathered[k]] = slope * (tail + r) + (slope - alpha);
    }
  }
}

/**
 * Gathers what is not above 0, NaN included, of `count` floats from `saved`, and gives how many these are. The gradients
 * at `gradInput` are those of the rest, `scale` times gradOutput.
 */
function gather(
  floats: Float32Array,
  gradOutput: number,
  saved: number,
  gradInput: number,
  count: number,
  scale: number,
): number {
  let notPositive = 0;
  for (let i = 0; i < count; i++) {
    const x = floats[saved + i];
    const g = floats[gradOutput + i];
    gathered[notPositive] = gradInput + i;
    inputs[notPositive] = x;
    gradients[notPositive] = g;
    notPositive += +!(x > 0);
    floats[gradInput + i] = g * scale;
  }
  return notPositive;
}

/**
 * gradOutput (slope e^(x / divisor)) for the first `count` gathered inputs x. In float64 throughout, which gives the same
 * bits as float32 where the module uses that: slope is a power of two there, and times it e^z is exact.
 */
function gradientsFromInput(floats: Float32Array, count: number, slope: number, divisor: number): void {
  const divides = divisor !== 1;
  for (let k = 0; k < count; k++) {
    const quotient = divides ? fround(inputs[k] / divisor) : inputs[k];
    // Math.max would be as fast, but loses the bits of NaN.
    const z = quotient >= UNDERFLOW || Number.isNaN(quotient) ? quotient : UNDERFLOW;
    const shifted = shiftedExponent(z);
    const s = powerOfTwo(shifted);
    const r = exactRemainder(z, shifted);
    const r2 = fround(r * r);
    const p = fround(fround(polynomial(r, r2) * r2) + r);
    floats[gathered[k]] = gradients[k] * (fround(fround(s * p) + s) * slope);
  }
}

/** gradOutput (y + alpha) / divisor for the first `count` gathered outputs y. */
function gradientsFromOutput(floats: Float32Array, count: number, alpha: number, scale: number, divisor: number): void {
  const inFloats = scale === 1 && divisor === 1;
  for (let k = 0; k < count; k++) {
    const sum = inputs[k] + alpha;
    floats[gathered[k]] = gradients[k] * (inFloats ? fround(sum) : sum / divisor);
  }
}

/** Zero counts, too: multiplying by it is exact. */
function isPowerOfTwo(value: number): boolean {
  floatView[0] = value;
  return (bitView[0] & 0x7fffff) === 0;
}

/** n + EXPONENT_MAGIC, where n = round(z log2 e). */
function shiftedExponent(z: number): number {
  return fround(fround(z * LOG2_E) + EXPONENT_MAGIC);
}

/** s = 2^n; 1 for NaN, whose remainder is NaN in any case. */
function powerOfTwo(shifted: number): number {
  return POWERS_OF_HALF[(EXPONENT_MAGIC - shifted) | 0];
}

/** r = z - n ln 2 */
function remainder(z: number, shifted: number): number {
  return fround(fround((shifted - EXPONENT_MAGIC) * MINUS_LN_2) + z);
}

/** r = z - n ln 2, as exact for large n. */
function exactRemainder(z: number, shifted: number): number {
  const n = shifted - EXPONENT_MAGIC;
  return fround(fround(n * MINUS_LN_2_LOW) + (n * MINUS_LN_2_HIGH + z));
}

/** q(r) */
function polynomial(r: number, r2: number): number {
  const q12 = fround(fround(Q2 * r) + Q1);
  const q34 = fround(fround(Q4 * r) + Q3);
  return fround(fround(fround(fround(q34 * r2) + q12) * r) + Q0);
}
