/**
 * Arrays in, arrays out: copies Float32Arrays through fixed blocks of linear memory and runs a kernel there.
 * The memory that this takes does not depend on how long the arrays are.
 */
import { type BackwardKernel, type Kernels, LANES, RESERVED_BYTES } from "./kernels.js";

/**
 * Floats in a block: 16 KiB, so that two of them stay in the first level of cache. Any length from 2,048 to 16,384
 * takes the same time (bench).
 */
export const STAGING_LENGTH = 4096;

const BLOCK_BYTES = STAGING_LENGTH * Float32Array.BYTES_PER_ELEMENT;
const FIRST = RESERVED_BYTES;
const SECOND = RESERVED_BYTES + BLOCK_BYTES;

/** Bytes of linear memory that staging needs, the kernels' own included. */
export const STAGING_BYTES = SECOND + BLOCK_BYTES;

export class Staging {
  readonly #kernels: Kernels;
  readonly #first: Float32Array;
  readonly #second: Float32Array;

  /** `memory` holds at least STAGING_BYTES, is the one that `kernels` work on, and never grows. */
  constructor(kernels: Kernels, memory: ArrayBuffer) {
    this.#kernels = kernels;
    this.#first = new Float32Array(memory, FIRST, STAGING_LENGTH);
    this.#second = new Float32Array(memory, SECOND, STAGING_LENGTH);
  }

  /** Runs the forward kernel on `input`, to `out`, of equal length and overlapping it in any way. */
  forward(input: Float32Array, out: Float32Array, alpha: number, scale: number, divisor: number): void {
    const { length } = input;
    const blocks = Math.ceil(length / STAGING_LENGTH);
    const descending = startsWithin(out, input);
    for (let k = 0; k < blocks; k++) {
      const start = (descending ? blocks - 1 - k : k) * STAGING_LENGTH;
      const count = Math.min(length - start, STAGING_LENGTH);
      copyIn(this.#first, input, start, count);
      this.#kernels.forward(FIRST, FIRST, wholeVectors(count), alpha, scale, divisor);
      copyOut(this.#first, out, start, count);
    }
  }

  /** Runs a backward kernel on `gradOutput` and `saved`, to `out`, all of equal length and overlapping in any way. */
  backward(
    from: "input" | "output",
    gradOutput: Float32Array,
    saved: Float32Array,
    out: Float32Array,
    alpha: number,
    scale: number,
    divisor: number,
  ): void {
    const kernel: BackwardKernel =
      from === "input" ? this.#kernels.backwardFromInput : this.#kernels.backwardFromOutput;
    const oneAfterTheOther =
      (startsWithin(out, gradOutput) && startsWithin(saved, out)) ||
      (startsWithin(out, saved) && startsWithin(gradOutput, out));
    // No order of the blocks suits both inputs then. The only case in which memory grows with the arrays.
    if (oneAfterTheOther) saved = saved.slice();

    const { length } = gradOutput;
    const blocks = Math.ceil(length / STAGING_LENGTH);
    const descending = startsWithin(out, gradOutput) || startsWithin(out, saved);
    for (let k = 0; k < blocks; k++) {
      const start = (descending ? blocks - 1 - k : k) * STAGING_LENGTH;
      const count = Math.min(length - start, STAGING_LENGTH);
      copyIn(this.#first, gradOutput, start, count);
      copyIn(this.#second, saved, start, count);
      kernel(FIRST, SECOND, FIRST, wholeVectors(count), alpha, scale, divisor);
      copyOut(this.#first, out, start, count);
    }
  }
}

/**
 * Whether the first float of `array` is one of `other` beyond its first. Results that go there overwrite inputs that
 * come later, so that blocks have to be taken from the end, as memmove does.
 */
function startsWithin(array: Float32Array, other: Float32Array): boolean {
  const distance = array.byteOffset - other.byteOffset;
  return distance > 0 && distance < other.byteLength && shareMemory(array.buffer, other.buffer);
}

/** Two SharedArrayBuffer objects may stand for the same memory, which nothing tells. */
function shareMemory(a: ArrayBufferLike, b: ArrayBufferLike): boolean {
  return a === b || (isShared(a) && isShared(b));
}

function isShared(buffer: ArrayBufferLike): boolean {
  return buffer[Symbol.toStringTag] === "SharedArrayBuffer";
}

/** `block` starts with the `count` floats of `array` from `start`. */
function copyIn(block: Float32Array, array: Float32Array, start: number, count: number): void {
  block.set(count === array.length ? array : array.subarray(start, start + count));
}

/** The first `count` floats of `block` go to `array` at `start`. */
function copyOut(block: Float32Array, array: Float32Array, start: number, count: number): void {
  array.set(count === STAGING_LENGTH ? block : block.subarray(0, count), start);
}

/** Kernels compute whole vectors. What they make of the floats behind the last is never looked at. */
function wholeVectors(count: number): number {
  return Math.ceil(count / LANES) * LANES;
}
