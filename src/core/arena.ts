/** Float32Arrays in one fixed block of linear memory, which the kernels read and write in place. */
import { checkLength } from "./validate.js";

/** A fixed block of linear memory to take Float32Arrays from; the functions read and write them without a copy. */
export interface Arena {
  /** How many floats it holds in all. */
  readonly capacity: number;
  /** How many floats are taken, those included that alignment leaves out. */
  readonly used: number;
  /**
   * Takes an array from the arena. It starts at a multiple of 16 bytes, never detaches, and holds whatever an array
   * there held before: 0 at first. (On the JavaScript backend, whoever transfers one of its arrays to another thread
   * detaches all of them, and whatever uses the arena or its arrays afterwards throws.)
   *
   * @param length - In floats.
   * @throws TypeError where `length` is no number, or the arena was transferred.
   * @throws RangeError where `length` is no whole number from 0 up, or the arena has not that many floats left.
   */
  alloc(length: number): Float32Array;
  /** Takes everything back: arrays from before stay readable and writable, and share their memory with those to come. */
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
