import { type Coefficients, negativeForward } from "../model/float32.js";
import { ulpError } from "../reference/ulp.js";

/** What a sweep finds in one of the two arithmetics. */
export interface Finding {
  /** The largest error in ULP, and the float where it is. */
  largest: number;
  at: number;
  /** How many results are not the float32 nearest to the exact one. */
  misrounded: number;
}

export interface Sweep {
  unfused: Finding;
  fused: Finding;
  /** How many floats were swept. */
  count: number;
}

interface Options {
  /** Told after each block which share of the sweep is done. */
  onProgress?: (done: number) => void;
  /** Told each float whose error is at least `hardFrom`. */
  onHard?: (z: number) => void;
  hardFrom?: number;
}

const FLOATS_AT_ONCE = 2 ** 20;

const floats = new Float32Array(FLOATS_AT_ONCE);
const bits = new Uint32Array(floats.buffer);
const exacts = new Float64Array(FLOATS_AT_ONCE);

/** Every float32 from `first` to `last`, negative both, and `first` next to 0. */
export function sweep(coefficients: Coefficients, first: number, last: number, options: Options = {}): Sweep {
  const { onProgress = () => {}, onHard = () => {}, hardFrom = Infinity } = options;
  const firstBits = bitsOf(first);
  const count = bitsOf(last) - firstBits + 1;
  const unfused: Finding = { largest: 0, at: 0, misrounded: 0 };
  const fused: Finding = { largest: 0, at: 0, misrounded: 0 };
  for (let done = 0; done < count; done += FLOATS_AT_ONCE) {
    const length = Math.min(FLOATS_AT_ONCE, count - done);
    for (let i = 0; i < length; i++) bits[i] = firstBits + done + i;
    for (let i = 0; i < length; i++) exacts[i] = Math.expm1(floats[i]);
    sweepBlock(length, coefficients, false, unfused, hardFrom, onHard);
    sweepBlock(length, coefficients, true, fused, hardFrom, onHard);
    onProgress((done + length) / count);
  }
  return { unfused, fused, count };
}

function bitsOf(x: number): number {
  floats[0] = x;
  return bits[0];
}

function sweepBlock(
  length: number,
  coefficients: Coefficients,
  fused: boolean,
  finding: Finding,
  hardFrom: number,
  onHard: (z: number) => void,
): void {
  for (let i = 0; i < length; i++) {
    const z = floats[i];
    const actual = negativeForward(z, 1, fused, coefficients);
    const exact = exacts[i];
    if (actual === Math.fround(exact)) continue;
    finding.misrounded++;
    const error = ulpError(actual, exact);
    if (error > finding.largest) {
      finding.largest = error;
      finding.at = z;
    }
    if (error >= hardFrom) onHard(z);
  }
}
