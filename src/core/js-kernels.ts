/**
 * The JavaScript twin of the WebAssembly module: the same operations in the same order, hence the same bits.
 * `Math.fround` after an operation in float64 is that operation in float32, exactly: float64 has more than twice the
 * digits. Left out are only the `fround`s of values that are float32 already, and those that storing implies.
 *
 * Nothing is called in the loops that compute, and constants have a `fround` of their own, for SpiderMonkey: with both
 * it computes in float32 and takes 3 ns per float instead of 12. V8 takes 8, a plain loop with Math.expm1 8 to 9.
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
} from "./constants.js";
import type { Kernels } from "./kernels.js";

const { fround } = Math;

/**
 * The inputs of a block of this many floats that need e^z are first gathered, then computed, both without a branch:
 * on mixed signs a branch at each float is mispredicted half of the time. Each in a function of its own, which takes a
 * fifth less time in V8 than one for both.
 */
const BLOCK_LENGTH = 1024;

/*
 * What was gathered in the present block: where results go, inputs, and for gradients gradOutput. Shared by all
 * kernels, so that V8 knows the addresses; of a memory that one closure among several holds, it does not.
 */
const gathered = new Uint32Array(BLOCK_LENGTH);
const inputs = new Float32Array(BLOCK_LENGTH);
const gradients = new Float32Array(BLOCK_LENGTH);

/** s = 2^(127 - i) at i, but 0 at the end, where the range reduction's n is -127. */
const POWERS = Float64Array.from({ length: 255 }, (_, i) => (i < 254 ? 2 ** (127 - i) : 0));

/** The index of 2^n in POWERS is this less n + EXPONENT_MAGIC. */
const ONE = EXPONENT_MAGIC + 127;

const floatView = new Float32Array(1);
const bitView = new Int32Array(floatView.buffer);

/** Kernels over the linear memory `buffer`. */
export function createJsKernels(buffer: ArrayBuffer): Kernels {
  const floats = new Float32Array(buffer);
  return {
    forward: (input, output, length, alpha, scale, divisor) =>
      forward(floats, input / 4, floats, output / 4, length, alpha, scale, divisor),
    backwardFromInput: (gradOutput, input, gradInput, length, alpha, scale, divisor) =>
      backwardFromInput(
        floats,
        gradOutput / 4,
        floats,
        input / 4,
        floats,
        gradInput / 4,
        length,
        alpha,
        scale,
        divisor,
      ),
    backwardFromOutput: (gradOutput, output, gradInput, length, alpha, scale, divisor) =>
      backwardFromOutput(
        floats,
        gradOutput / 4,
        floats,
        output / 4,
        floats,
        gradInput / 4,
        length,
        alpha,
        scale,
        divisor,
      ),
  };
}

/**
 * As the kernel of that name, of `length` floats of `input` from `inputStart` to `out` from `outStart`; of any length. The
 * two may be the same place, or disjoint, or in the same array with `outStart` below `inputStart`.
 */
export function forward(
  input: Float32Array,
  inputStart: number,
  out: Float32Array,
  outStart: number,
  length: number,
  alpha: number,
  scale: number,
  divisor: number,
): void {
  for (let done = 0; done < length; done += BLOCK_LENGTH) {
    const block = Math.min(BLOCK_LENGTH, length - done);
    const count = gatherNegative(input, inputStart + done, out, outStart + done, block, fround(scale), divisor);
    computeNegative(out, count, fround(alpha));
  }
}

/** Gathers x / divisor where the result is not `scale` x, which all others get, and gives how many these are. */
function gatherNegative(
  input: Float32Array,
  inputStart: number,
  out: Float32Array,
  outStart: number,
  length: number,
  scale: number,
  divisor: number,
): number {
  let count = 0;
  if (divisor === 1) {
    for (let i = 0; i < length; i++) {
      const x = input[inputStart + i];
      gathered[count] = outStart + i;
      inputs[count] = x;
      count += +(x < 0);
      out[outStart + i] = x * scale;
    }
  } else {
    for (let i = 0; i < length; i++) {
      const x = input[inputStart + i];
      const u = fround(x / divisor);
      gathered[count] = outStart + i;
      inputs[count] = u;
      count += +(u < LINEAR_FROM);
      out[outStart + i] = x;
    }
  }
  return count;
}

/** alpha (e^u - 1) for the first `count` gathered inputs u. */
function computeNegative(out: Float32Array, count: number, alpha: number): void {
  for (let i = 0; i < count; i++) {
    const z = Math.max(inputs[i], SATURATION);
    const t = fround(fround(z * fround(LOG2_E)) + fround(EXPONENT_MAGIC));
    const s = POWERS[(ONE - t) | 0];
    const r = fround(fround((t - EXPONENT_MAGIC) * fround(MINUS_LN_2)) + z);
    let q = fround(fround(fround(Q4) * r) + fround(Q3));
    q = fround(fround(q * r) + fround(Q2));
    q = fround(fround(q * r) + fround(Q1));
    q = fround(fround(q * r) + fround(Q0));
    const alphaR = fround(alpha * r);
    const alphaP = fround(fround(fround(alphaR * r) * q) + alphaR);
    out[gathered[i]] = fround(s * alphaP) + fround(fround(s * alpha) - alpha);
  }
}

/** As the kernel of that name, over arrays as the forward; `out` may be any of the others at the same place. */
export function backwardFromInput(
  gradOutput: Float32Array,
  gradOutputStart: number,
  input: Float32Array,
  inputStart: number,
  out: Float32Array,
  outStart: number,
  length: number,
  alpha: number,
  scale: number,
  divisor: number,
): void {
  floatView[0] = fround(alpha) / divisor;
  const k = ((bitView[0] >>> 23) & 0xff) - 127;
  bitView[0] = (bitView[0] & 0x807fffff) | 0x3f800000;
  const m = floatView[0];
  for (let done = 0; done < length; done += BLOCK_LENGTH) {
    const block = Math.min(BLOCK_LENGTH, length - done);
    const count = gatherNotPositive(
      gradOutput,
      gradOutputStart + done,
      input,
      inputStart + done,
      out,
      outStart + done,
      block,
      fround(scale),
    );
    // Apart, which takes a tenth less time in V8: the division is waited for by all that comes after it.
    if (divisor !== 1) for (let i = 0; i < count; i++) inputs[i] /= divisor;
    computeFromInput(out, count, k, m);
  }
}

/** gradOutput (m 2^k e^u) for the first `count` gathered u. */
function computeFromInput(out: Float32Array, count: number, k: number, m: number): void {
  const magic = EXPONENT_MAGIC + k;
  const underflow = fround((k + 127) * MINUS_LN_2);
  for (let i = 0; i < count; i++) {
    const u = inputs[i];
    // Math.max would lose the bits of NaN.
    const z = u < underflow ? underflow : u;
    const t = fround(fround(z * fround(LOG2_E)) + fround(magic));
    const s = POWERS[(ONE - t) | 0] * m;
    const n = t - magic;
    const r = fround(fround(n * fround(MINUS_LN_2_LOW)) + (n * MINUS_LN_2_HIGH + z));
    let q = fround(fround(fround(Q4) * r) + fround(Q3));
    q = fround(fround(q * r) + fround(Q2));
    q = fround(fround(q * r) + fround(Q1));
    q = fround(fround(q * r) + fround(Q0));
    const p = fround(fround(fround(r * r) * q) + r);
    out[gathered[i]] = gradients[i] * fround(fround(s * p) + s);
  }
}

/** As the kernel of that name, over arrays as the forward; `out` may be any of the others at the same place. */
export function backwardFromOutput(
  gradOutput: Float32Array,
  gradOutputStart: number,
  output: Float32Array,
  outputStart: number,
  out: Float32Array,
  outStart: number,
  length: number,
  alpha: number,
  scale: number,
  divisor: number,
): void {
  for (let done = 0; done < length; done += BLOCK_LENGTH) {
    const block = Math.min(BLOCK_LENGTH, length - done);
    const count = gatherNotPositive(
      gradOutput,
      gradOutputStart + done,
      output,
      outputStart + done,
      out,
      outStart + done,
      block,
      fround(scale),
    );
    computeFromOutput(out, count, alpha, divisor);
  }
}

/** gradOutput (y + alpha) / divisor for the first `count` gathered outputs y. */
function computeFromOutput(out: Float32Array, count: number, alpha: number, divisor: number): void {
  const high = fround(alpha);
  const low = fround(alpha - high);
  const divides = divisor !== 1;
  for (let i = 0; i < count; i++) {
    const y = inputs[i];
    let factor = fround(y + high);
    if (divides) {
      const isHigh = y > -0.5 * high;
      factor = fround(fround((isHigh ? y : factor) / divisor) + +isHigh);
    } else {
      factor = fround(factor + low);
    }
    out[gathered[i]] = gradients[i] * factor;
  }
}

/**
 * Gathers what is not above 0, NaN included, of `count` floats of `saved`, and gives how many these are. The gradients of
 * the rest, `scale` times gradOutput, go to `out`.
 */
function gatherNotPositive(
  gradOutput: Float32Array,
  gradOutputStart: number,
  saved: Float32Array,
  savedStart: number,
  out: Float32Array,
  outStart: number,
  count: number,
  scale: number,
): number {
  let notPositive = 0;
  for (let i = 0; i < count; i++) {
    const x = saved[savedStart + i];
    const g = gradOutput[gradOutputStart + i];
    gathered[notPositive] = outStart + i;
    inputs[notPositive] = x;
    gradients[notPositive] = g;
    notPositive += +!(x > 0);
    out[outStart + i] = g * scale;
  }
  return notPositive;
}
