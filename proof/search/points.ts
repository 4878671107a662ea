import { EXPONENT_MAGIC } from "../../src/core/constants.js";
import {
  type Coefficients,
  polynomial,
  powerOfTwo,
  reconstruct,
  remainder,
  shiftedExponent,
} from "../model/float32.js";
import { ulp } from "../reference/ulp.js";

/** An input z on which coefficients are scored, with the values that do not depend on the coefficients. */
interface Point {
  readonly unfused: Reduced;
  readonly fused: Reduced;
  /** e^z - 1, and its unit in the last place. */
  readonly exact: number;
  readonly ulp: number;
}

/** z = n ln 2 + r, and s = 2^n. */
interface Reduced {
  readonly s: number;
  readonly r: number;
}

export class Points {
  readonly #points: Point[] = [];

  add(z: number): void {
    const exact = Math.expm1(z);
    this.#points.push({ unfused: reduce(z, false), fused: reduce(z, true), exact, ulp: ulp(exact) });
  }

  /**
   * The largest error in ULP, unfused or fused; Infinity as soon as an error reaches `limit`. That point then moves
   * half of the way to the front: the hardest points gather there, and most candidates already fail at one of them.
   */
  largestError(coefficients: Coefficients, limit: number): number {
    const points = this.#points;
    let largest = 0;
    for (let i = 0; i < points.length; i++) {
      const { unfused, fused, exact, ulp } = points[i];
      const unfusedError = Math.abs(expm1(unfused, coefficients, false) - exact);
      const fusedError = Math.abs(expm1(fused, coefficients, true) - exact);
      const error = Math.max(unfusedError, fusedError) / ulp;
      if (error >= limit) {
        [points[i], points[i >> 1]] = [points[i >> 1], points[i]];
        return Infinity;
      }
      if (error > largest) largest = error;
    }
    return largest;
  }
}

function reduce(z: number, fused: boolean): Reduced {
  const shifted = shiftedExponent(z, EXPONENT_MAGIC, fused);
  return { s: powerOfTwo(shifted), r: remainder(z, shifted, fused) };
}

/** e^z - 1 */
function expm1({ s, r }: Reduced, coefficients: Coefficients, fused: boolean): number {
  return reconstruct(s, r, polynomial(r, fused, coefficients), 1, fused);
}
