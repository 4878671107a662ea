/** The last vector of an array whose length is no multiple of four: its first `count` lanes, 1 to 3. */

/** Lanes beyond `count` are 0. Nothing beyond the array is read. */
// @ts-ignore: decorator
@inline
export function loadLanes(address: usize, count: i32): v128 {
  let lanes = v128.load32_zero(address);
  if (count > 1) lanes = v128.load32_lane(address, lanes, 1, 4);
  if (count > 2) lanes = v128.load32_lane(address, lanes, 2, 8);
  return lanes;
}

/** Nothing beyond the array is written. */
// @ts-ignore: decorator
@inline
export function storeLanes(address: usize, lanes: v128, count: i32): void {
  v128.store32_lane(address, lanes, 0);
  if (count > 1) v128.store32_lane(address, lanes, 1, 4);
  if (count > 2) v128.store32_lane(address, lanes, 2, 8);
}
