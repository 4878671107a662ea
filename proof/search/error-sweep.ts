import { type Coefficients, negativeForward } from "../model/float32.js";
import { ulpError } from "../reference/ulp.js";
import { bitsOf, floatOf } from "../verify/rounding.js";

/** Errors with fused or with unfused multiply-adds. */
export interface Finding {
  /** The largest error in ULP, and its input. */
  largest: number;
  at: number;
  /** The number of results that are not correctly rounded. */
  misrounded: number;
}

export interface Sweep {
  readonly unfused: Finding;
  readonly fused: Finding;
  /** The number of inputs. */
  readonly count: number;
}

/** Sweeps every float32 from `first` down to `last`, both negative. `onError` gets each error in ULP. */
export function sweep(
  coefficients: Coefficients,
  first: number,
  last: number,
  onError?: (error: number, z: number) => void,
): Sweep {
  const unfused: Finding = { largest: 0, at: 0, misrounded: 0 };
  const fused: Finding = { largest: 0, at: 0, misrounded: 0 };
  const [start, end] = [bitsOf(first), bitsOf(last) + 1];
  for (let pattern = start; pattern < end; pattern++) {
    const z = floatOf(pattern);
    const exact = Math.expm1(z);
    const nearest = Math.fround(exact);
    for (let k = 0; k < 2; k++) {
      const actual = negativeForward(z, 1, k === 1, coefficients);
      if (actual === nearest) continue;
      const finding = k === 1 ? fused : unfused;
      finding.misrounded++;
      const error = ulpError(actual, exact);
      if (error > finding.largest) {
        finding.largest = error;
        finding.at = z;
      }
      onError?.(error, z);
    }
  }
  return { unfused, fused, count: end - start };
}
