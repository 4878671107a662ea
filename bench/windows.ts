/**
 * Short arrays are windows on a longer one, each computed once in a run: the same few floats over and over would
 * teach the branch predictor their signs, and the plain loop would look twice as fast as it is on new data.
 */
const FLOATS_PER_RUN = 65536;

/** How many floats a run computes in windows of `length`: the fewest that it should, in whole windows. */
export function floatsPerRun(length: number): number {
  return Math.ceil(FLOATS_PER_RUN / length) * length;
}

/** The windows of `length` floats that the array has. */
export function split(floats: Float32Array, length: number): Float32Array[] {
  return Array.from({ length: floats.length / length }, (_, k) => floats.subarray(k * length, (k + 1) * length));
}
