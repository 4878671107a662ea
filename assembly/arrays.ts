/**
 * The tails of arrays. Kernels compute groups of vectors, then single vectors, and finally the remaining one to three
 * floats as one vector whose other lanes are 0. All three run the same operations, so a result never depends on its
 * position.
 */

export const VECTOR_BYTES: usize = 16;

/** The bytes of all whole groups in `length` floats. A group has `group` bytes, a power of two. */
export function groupBytes(length: i32, group: usize): usize {
  return ((<usize>length) << 2) & -group;
}

/** The bytes after the last whole group. */
export function restBytes(length: i32, group: usize): usize {
  return ((<usize>length) << 2) & (group - 1);
}

/** Loads a vector, or its first floats if fewer than 16 `bytes` are left. */
export function loadUpTo(bytes: usize, address: usize): v128 {
  if (bytes >= VECTOR_BYTES) return v128.load(address);
  let floats = v128.load32_zero(address);
  if (bytes >= 8) floats = v128.load32_lane(address, floats, 1, 4);
  if (bytes >= 12) floats = v128.load32_lane(address, floats, 2, 8);
  return floats;
}

/** Stores a vector, or its first floats if fewer than 16 `bytes` are left. */
export function storeUpTo(bytes: usize, address: usize, floats: v128): void {
  if (bytes >= VECTOR_BYTES) {
    v128.store(address, floats);
    return;
  }
  v128.store32_lane(address, floats, 0);
  if (bytes >= 8) v128.store32_lane(address, floats, 1, 4);
  if (bytes >= 12) v128.store32_lane(address, floats, 2, 8);
}
