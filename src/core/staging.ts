/**
 * Runs kernels on Float32Arrays in any memory. Arrays in the linear memory of the kernels are read and written in
 * place. All others are copied block by block through a staging area in that memory, whose size is fixed.
 */
import { runKernel } from "./call.js";
import { bufferOf, byteOffsetOf, copyTo, isShared, lengthOf, viewOf } from "./float32-array.js";
import type { Instance, KernelName } from "./kernels.js";

/**
 * Floats in a block: 16 KiB, so that two of them stay in the first level of cache. Any length from 2,048 to 16,384
 * takes the same time (bench).
 */
export const BLOCK_LENGTH = 4096;

const BYTES_PER_FLOAT = Float32Array.BYTES_PER_ELEMENT;
export const BLOCK_BYTES = BLOCK_LENGTH * BYTES_PER_FLOAT;

/** Bytes of the staging area, at the start of a linear memory: a block for each input. */
export const STAGING_BYTES = 2 * BLOCK_BYTES;

/** A loop copies up to this many floats faster than `set`, whose call takes 30 ns. (It makes signalling NaNs quiet.) */
const LOOP_LENGTH = 16;

/** A fixed block of linear memory, through which arrays from elsewhere are copied. */
export class StagingBlock {
  readonly address: number;
  readonly #floats: Float32Array;
  /** The part that was copied out last. Calls of one length reuse it and allocate nothing. */
  #part: Float32Array;

  constructor(memory: ArrayBufferLike, address: number) {
    this.address = address;
    this.#floats = new Float32Array(memory as ArrayBuffer, address, BLOCK_LENGTH);
    this.#part = this.#floats;
  }

  /** Copies `count` floats of `array` from `start` on into the block, and returns its address. */
  copyIn(array: Float32Array, start: number, count: number): number {
    const floats = this.#floats;
    if (count <= LOOP_LENGTH) {
      for (let i = 0; i < count; i++) floats[i] = array[start + i];
    } else {
      copyTo(floats, count === lengthOf(array) ? array : viewOf(array, start, count), 0);
    }
    return this.address;
  }

  /** Copies the first `count` floats of the block to `array` at `start`. */
  copyOut(array: Float32Array, start: number, count: number): void {
    const floats = this.#floats;
    if (count <= LOOP_LENGTH) {
      for (let i = 0; i < count; i++) array[start + i] = floats[i];
    } else {
      if (this.#part.length !== count) this.#part = floats.subarray(0, count);
      copyTo(array, this.#part, start);
    }
  }
}

/** Kernels, and the staging area of their linear memory. */
export class Staging {
  readonly #instance: Instance;
  readonly #group: number;
  readonly #holdsArrays: boolean;
  readonly #firstBlock: StagingBlock;
  readonly #secondBlock: StagingBlock;

  /**
   * The memory of `instance` has at least STAGING_BYTES. `holdsArrays`: whether arrays may be in that memory. If not,
   * no array's buffer is read, which would take longer than computing a few floats.
   */
  constructor(instance: Instance, holdsArrays: boolean) {
    this.#instance = instance;
    this.#group = instance.group ?? 1;
    this.#holdsArrays = holdsArrays;
    this.#firstBlock = new StagingBlock(instance.memory, 0);
    this.#secondBlock = new StagingBlock(instance.memory, BLOCK_BYTES);
  }

  compute(
    kernel: KernelName,
    input: Float32Array,
    saved: Float32Array | undefined,
    out: Float32Array,
    length: number,
    alpha: number,
    scale: number,
    divisor: number,
  ): void {
    if (length > BLOCK_LENGTH || this.#holdsArrays) {
      this.#computeInBlocks(kernel, input, saved, out, length, alpha, scale, divisor);
      return;
    }
    const inputAddress = this.#firstBlock.copyIn(input, 0, length);
    const savedAddress = saved ? this.#secondBlock.copyIn(saved, 0, length) : 0;
    // Kernels process whole groups; results past the end are ignored. For 15 floats that saves 8 ns.
    const count = length <= 4 ? length : (length + this.#group - 1) & -this.#group;
    runKernel(this.#instance.kernels, kernel, inputAddress, savedAddress, inputAddress, count, alpha, scale, divisor);
    this.#firstBlock.copyOut(out, 0, length);
  }

  #computeInBlocks(
    kernel: KernelName,
    input: Float32Array,
    saved: Float32Array | undefined,
    out: Float32Array,
    length: number,
    alpha: number,
    scale: number,
    divisor: number,
  ): void {
    saved = savedForOneDirection(input, saved, out);
    const descends = overwritesInputs(input, saved, out);
    const inputInPlace = !descends && this.#holds(input);
    const savedInPlace = !descends && saved !== undefined && this.#holds(saved);
    const outInPlace = !descends && this.#holds(out);
    const step = inputInPlace && outInPlace && (savedInPlace || !saved) ? length : BLOCK_LENGTH;
    const steps = Math.ceil(length / step);
    for (let k = 0; k < steps; k++) {
      const start = (descends ? steps - 1 - k : k) * step;
      const count = Math.min(length - start, step);
      const inputAddress = inputInPlace ? addressOf(input, start) : this.#firstBlock.copyIn(input, start, count);
      let savedAddress = 0;
      if (saved) savedAddress = savedInPlace ? addressOf(saved, start) : this.#secondBlock.copyIn(saved, start, count);
      const outAddress = outInPlace ? addressOf(out, start) : this.#firstBlock.address;
      runKernel(this.#instance.kernels, kernel, inputAddress, savedAddress, outAddress, count, alpha, scale, divisor);
      if (!outInPlace) this.#firstBlock.copyOut(out, start, count);
    }
  }

  /** Whether the array is in the memory. A closure in the caller instead allocated up to 70 bytes per call. */
  #holds(array: Float32Array): boolean {
    return this.#holdsArrays && bufferOf(array) === this.#instance.memory;
  }
}

function addressOf(array: Float32Array, start: number): number {
  return byteOffsetOf(array) + start * BYTES_PER_FLOAT;
}

/** Whether `out` starts inside an input, so that results overwrite inputs that come later. */
export function overwritesInputs(input: Float32Array, saved: Float32Array | undefined, out: Float32Array): boolean {
  return startsWithin(out, input) || (saved !== undefined && startsWithin(out, saved));
}

/**
 * `saved`, or a copy of it: if `out` starts inside one input and the other starts inside `out`, neither direction is
 * safe. With the copy, the direction that {@link overwritesInputs} finds is safe.
 */
export function savedForOneDirection(
  input: Float32Array,
  saved: Float32Array | undefined,
  out: Float32Array,
): Float32Array | undefined {
  return saved && isBetween(out, input, saved) ? new Float32Array(saved) : saved;
}

function isBetween(out: Float32Array, input: Float32Array, saved: Float32Array): boolean {
  return (
    (startsWithin(out, input) && startsWithin(saved, out)) || (startsWithin(out, saved) && startsWithin(input, out))
  );
}

/**
 * Whether `array` starts inside `other`, after its first float. Results in `array` would then overwrite inputs in
 * `other` that are still needed, so blocks are computed from the end, as in memmove.
 */
export function startsWithin(array: Float32Array, other: Float32Array): boolean {
  const distance = byteOffsetOf(array) - byteOffsetOf(other);
  return distance > 0 && distance < lengthOf(other) * BYTES_PER_FLOAT && shareMemory(bufferOf(array), bufferOf(other));
}

/** Any two SharedArrayBuffers count as sharing: two objects may have the same memory, which no program can detect. */
function shareMemory(a: ArrayBufferLike, b: ArrayBufferLike): boolean {
  return a === b || (isShared(a) && isShared(b));
}
