/**
 * Short arrays are windows on a longer one, each computed once in a run. If a run repeated a few floats, the branch
 * predictor would learn their signs, and the plain loop would look twice as fast as it is on new data.
 */
const FLOATS_PER_RUN = 65536;

/** The number of floats in a run: at least FLOATS_PER_RUN, in whole windows of `length`. */
export function floatsPerRun(length: number): number {
  return Math.ceil(FLOATS_PER_RUN / length) * length;
}

/** Splits the array into windows of `length` floats. */
export function split(floats: Float32Array, length: number): Float32Array[] {
  return Array.from({ length: floats.length / length }, (_, k) => floats.subarray(k * length, (k + 1) * length));
}
