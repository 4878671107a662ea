/** Arithmetic on floats for the proofs: rounding errors of real numbers, neighbours, and bit patterns. */

/** The step between subnormal float32. */
export const SUBNORMAL_STEP = 2 ** -149;

const float32 = new Float32Array(1);
const bits = new Uint32Array(float32.buffer);

/** Isolate the first binary digit of a float64 v (Rump): a - ROUNDED_DOWN a, where a = FIRST_DIGIT v. */
const FIRST_DIGIT = 2 ** 52 + 1;
const ROUNDED_DOWN = 1 - 2 ** -53;

/** More than the errors of the proofs' float64 arithmetic, which could move v below a power of two. */
const UPWARDS = 1 + 2 ** -40;

/** The largest error of rounding the real number v >= 0 to float32: half a unit in its last place. */
export function halfUlp(v: number): number {
  const scaled = FIRST_DIGIT * UPWARDS * v;
  const half = (scaled - ROUNDED_DOWN * scaled) * 2 ** -24;
  return half < SUBNORMAL_STEP / 2 ? SUBNORMAL_STEP / 2 : half;
}

/** The largest positive float32 up to `limit`, or slightly above: `limit` has the error of a float64 quotient. */
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
