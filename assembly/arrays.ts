/**
 * The ends of arrays. A loop takes groups of vectors, then single vectors, and at last the remaining one to three
 * floats as one vector whose other lanes are 0. All go through the same operations, so that a result never depends on
 * its position.
 */

export const VECTOR_BYTES: usize = 16;

/** Bytes of the whole groups of `group` bytes, a power of two, that `length` floats fill. */
export function groupBytes(length: i32, group: usize): usize {
  return ((<usize>length) << 2) & -group;
}

/** Bytes of the floats behind them. */
export function restBytes(length: i32, group: usize): usize {
  return ((<usize>length) << 2) & (group - 1);
}

/** A vector, or as much of one as there is before `bytes` end. */
export function loadUpTo(bytes: usize, address: usize): v128 {
  if (bytes >= VECTOR_BYTES) return v128.load(address);
  let floats = v128.load32_zero(address);
  if (bytes >= 8) floats = v128.load32_lane(address, floats, 1, 4);
  if (bytes >= 12) floats = v128.load32_lane(address, floats, 2, 8);
  return floats;
}

/** Stores a vector, or as much of it as there is room for in `bytes`. */
export function storeUpTo(bytes: usize, address: usize, floats: v128): void {
  if (bytes >= VECTOR_BYTES) {
    v128.store(address, floats);
    return;
  }
  v128.store32_lane(address, floats, 0);
  if (bytes >= 8) v128.store32_lane(address, floats, 1, 4);
  if (bytes >= 12) v128.store32_lane(address, floats, 2, 8);
}
