/** Floats as the proofs need them: the rounding errors of a real number, neighbours, and ranges of bit patterns. */

/** The step between subnormal float32. */
export const SUBNORMAL_STEP = 2 ** -149;

const float32 = new Float32Array(1);
const bits = new Uint32Array(float32.buffer);

/** Takes the first digit of a float64 alone: its product with this, less the same rounded down a little (Rump). */
const FIRST_DIGIT = 2 ** 52 + 1;
const ROUNDED_DOWN = 1 - 2 ** -53;

/** More than the error of what the proofs compute in float64, which must not hide a power of two. */
const UPWARDS = 1 + 2 ** -40;

/** The most that rounding the real number v >= 0 to float32 changes: half a unit in its last place. */
export function halfUlp(v: number): number {
  const scaled = FIRST_DIGIT * UPWARDS * v;
  const half = (scaled - ROUNDED_DOWN * scaled) * 2 ** -24;
  return half < SUBNORMAL_STEP / 2 ? SUBNORMAL_STEP / 2 : half;
}

/** The largest positive float32 up to `limit`, or as little beyond as float64 cannot be sure of. */
export function floatUpTo(limit: number): number {
  const most = limit * (1 + 2 ** -51);
  float32[0] = most;
  if (float32[0] > most) bits[0]--;
  return float32[0];
}

export function nextTowardsZero(float: number): number {
  float32[0] = float;
  bits[0]--;
  return float32[0];
}

export function bitsOf(float: number): number {
  float32[0] = float;
  return bits[0];
}

export function floatOf(pattern: number): number {
  bits[0] = pattern;
  return float32[0];
}
