/**
 * The JavaScript twin of the WebAssembly module: the same float32 operations in the same order over the same
 * addresses, hence the same bits. `Math.fround` after an operation in float64 is that operation in float32, exactly:
 * float64 has more than twice the digits. Left out are only the `fround`s of values that are float32 already.
 */
import { EXPONENT_MAGIC, LN_2, LOG2_E, Q0, Q1, Q2, Q3, Q4, SATURATION } from "./constants.js";
import type { Kernels } from "./kernels.js";

const { fround } = Math;

/**
 * The negative inputs of a block of this many floats are first gathered, then computed, both without a branch: on
 * mixed signs a branch at each float is mispredicted half of the time.
 */
const BLOCK_LENGTH = 1024;

/** Where the negative inputs of the present block stand. Shared by all kernels: V8 knows its address then. */
const negatives = new Uint32Array(BLOCK_LENGTH);

/** 2^-k at k, down to the smallest 2^n that the range reduction gives. */
const POWERS_OF_HALF = Float64Array.from({ length: Math.ceil(-SATURATION * LOG2_E) + 1 }, (_, k) => 2 ** -k);

const alphaAsFloat = new Float32Array(1);
const alphaAsBits = new Uint32Array(alphaAsFloat.buffer);

/** Kernels over the linear memory `buffer`. */
export function createJsKernels(buffer: ArrayBuffer): Kernels {
  const floats = new Float32Array(buffer);
  return {
    elu(input, output, length, alpha) {
      const start = output / 4;
      const end = start + length;
      if (input !== output) floats.copyWithin(start, input / 4, input / 4 + length);
      for (let block = start; block < end; block += BLOCK_LENGTH) {
        eluOfBlock(floats, block, Math.min(block + BLOCK_LENGTH, end), alpha);
      }
    },
  };
}

/** ELU in place of the floats from `start` to `end`, at most BLOCK_LENGTH of them. */
function eluOfBlock(floats: Float32Array, start: number, end: number, alpha: number): void {
  let count = 0;
  for (let i = start; i < end; i++) {
    negatives[count] = i;
    count += +(floats[i] < 0);
  }

  alphaAsFloat[0] = alpha;
  const a = alphaAsFloat[0];
  const alphaIsPowerOfTwo = (alphaAsBits[0] & 0x7fffff) === 0;
  for (let k = 0; k < count; k++) {
    const i = negatives[k];
    const x = Math.max(floats[i], SATURATION);
    const t = fround(fround(x * LOG2_E) + EXPONENT_MAGIC);
    const s = POWERS_OF_HALF[EXPONENT_MAGIC - t];
    const r = fround(fround((t - EXPONENT_MAGIC) * -LN_2) + x);
    const r2 = fround(r * r);
    const q12 = fround(fround(Q2 * r) + Q1);
    const q34 = fround(fround(Q4 * r) + Q3);
    const q1234 = fround(fround(q34 * r2) + q12);
    const r2q = fround(fround(fround(q1234 * r) + Q0) * r2);
    if (alphaIsPowerOfTwo) {
      const slope = fround(s * a);
      floats[i] = fround(slope * fround(r2q + r)) + fround(slope - a);
    } else {
      const sr = s * r;
      const sr2q = s * r2q;
      const sMinus1 = fround(s - 1);
      const e = fround(fround(sr2q + sr) + sMinus1);
      const lost = fround(sMinus1 - e + sr + sr2q);
      floats[i] = fround(e * a) + fround(lost * a);
    }
  }
}
