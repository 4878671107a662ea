/** Float32Arrays in one fixed block of linear memory, which the kernels read and write in place. */
import { checkLength } from "./validate.js";

/** A fixed block of linear memory to take Float32Arrays from, which the functions compute in place. */
export interface Arena {
  /** The size of the arena, in floats. */
  readonly capacity: number;
  /** The floats allocated so far, including those skipped for alignment. */
  readonly used: number;
  /**
   * Allocates an array. It starts at a multiple of 16 bytes, never detaches, and holds the floats of the array that was
   * there before: 0 at first. (On the JavaScript backend, transferring one of its arrays to another thread
   * detaches all of them; later uses of the arena or its arrays throw.)
   *
   * @param length - In floats.
   * @throws TypeError if `length` is not a number, or the arena was transferred.
   * @throws RangeError if `length` is not a whole number from 0 up, or exceeds what is left in the arena.
   */
  alloc(length: number): Float32Array;
  /**
   * Frees all arrays at once: they stay readable and writable, and share their memory with the arrays allocated next.
   */
  reset(): void;
}

/** Floats, 16 bytes: arrays start at multiples of it. */
const ALIGNMENT = 4;

/** An arena of `capacity` floats in `memory`, from the byte `start` on, a multiple of 16. */
export function createArenaIn(memory: ArrayBufferLike, start: number, capacity: number): Arena {
  let used = 0;
  return {
    capacity,
    get used() {
      return used;
    },
    alloc(length) {
      checkLength("alloc", "length", length);
      if (memory.byteLength === 0) throw new TypeError("alloc: the arena was transferred with one of its arrays");
      const first = Math.min(capacity, Math.ceil(used / ALIGNMENT) * ALIGNMENT);
      const left = capacity - first;
      if (length > left) {
        throw new RangeError(
          `alloc: length must be at most what is left, ${left} floats, got ${length}; ` +
            "reset() takes all arrays back, and a larger capacity makes room for more",
        );
      }
      used = first + length;
      return new Float32Array(memory, start + first * Float32Array.BYTES_PER_ELEMENT, length);
    },
    reset() {
      used = 0;
    },
  };
}
