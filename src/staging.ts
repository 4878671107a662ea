/**
 * Arrays in, arrays out: copies Float32Arrays through a fixed block of linear memory and runs a kernel there.
 * The memory that this takes does not depend on how long the arrays are.
 */
import { type Kernels, RESERVED_BYTES } from "./kernels.js";

/**
 * Floats in a block: 16 KiB, which stays in the first level of cache. Any length from 2,048 to 16,384 takes the same
 * time (bench).
 */
export const STAGING_LENGTH = 4096;

/** Bytes of linear memory that staging needs, the kernels' own included. */
export const STAGING_BYTES = RESERVED_BYTES + STAGING_LENGTH * Float32Array.BYTES_PER_ELEMENT;

export class Staging {
  readonly #kernels: Kernels;
  readonly #block: Float32Array;

  /** `memory` holds at least STAGING_BYTES, is the one that `kernels` work on, and never grows. */
  constructor(kernels: Kernels, memory: ArrayBuffer) {
    this.#kernels = kernels;
    this.#block = new Float32Array(memory, RESERVED_BYTES, STAGING_LENGTH);
  }

  /**
   * Writes ELU of `input` to `out`, of equal length. Where the two overlap, blocks are taken from the side from which
   * no input is overwritten before it is read, as memmove does. Starting points alone decide this: two objects may
   * stand for the same shared memory, and where nothing overlaps either order is right.
   */
  elu(input: Float32Array, out: Float32Array, alpha: number): void {
    const { length } = input;
    if (out.byteOffset <= input.byteOffset) {
      for (let start = 0; start < length; start += STAGING_LENGTH) this.#eluBlock(input, out, start, alpha);
    } else {
      const last = Math.floor(length / STAGING_LENGTH) * STAGING_LENGTH;
      for (let start = last; start >= 0; start -= STAGING_LENGTH) this.#eluBlock(input, out, start, alpha);
    }
  }

  #eluBlock(input: Float32Array, out: Float32Array, start: number, alpha: number): void {
    const length = Math.min(input.length - start, STAGING_LENGTH);
    const block = length === STAGING_LENGTH ? this.#block : this.#block.subarray(0, length);
    block.set(length === input.length ? input : input.subarray(start, start + length));
    this.#kernels.elu(RESERVED_BYTES, RESERVED_BYTES, length, alpha);
    out.set(block, start);
  }
}
