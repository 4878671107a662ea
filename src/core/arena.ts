/** Float32Arrays in one fixed block of linear memory, which the kernels read and write in place. */
import type { Arena } from "./api.js";
import { checkLength } from "./validate.js";

/** Arrays start at multiples of this many floats, 16 bytes. */
const ALIGNMENT = 4;

/** Creates an arena of `capacity` floats in `memory` from the byte `start` on, a multiple of 16. */
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
