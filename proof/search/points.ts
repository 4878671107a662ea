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

/** Floats that coefficients are scored on, with all that does not depend on the coefficients computed once. */
export class Points {
  #count = 0;
  readonly #s: Float64Array;
  readonly #r: Float64Array;
  readonly #fusedS: Float64Array;
  readonly #fusedR: Float64Array;
  readonly #exact: Float64Array;
  readonly #perUlp: Float64Array;

  constructor(capacity: number) {
    this.#s = new Float64Array(capacity);
    this.#r = new Float64Array(capacity);
    this.#fusedS = new Float64Array(capacity);
    this.#fusedR = new Float64Array(capacity);
    this.#exact = new Float64Array(capacity);
    this.#perUlp = new Float64Array(capacity);
  }

  /** Without effect once there are as many as there is room for. */
  add(z: number): void {
    if (this.#count === this.#exact.length) return;
    const i = this.#count++;
    const shifted = shiftedExponent(z, EXPONENT_MAGIC, false);
    this.#s[i] = powerOfTwo(shifted);
    this.#r[i] = remainder(z, shifted, false);
    const fusedShifted = shiftedExponent(z, EXPONENT_MAGIC, true);
    this.#fusedS[i] = powerOfTwo(fusedShifted);
    this.#fusedR[i] = remainder(z, fusedShifted, true);
    const exact = Math.expm1(z);
    this.#exact[i] = exact;
    this.#perUlp[i] = 1 / ulp(exact);
  }

  /**
   * The largest error in ULP, unfused or fused, or Infinity as soon as it reaches `limit`. A point that reaches it
   * goes half of the way to the front: the hardest gather there, and of most candidates only they are computed.
   */
  largestError(coefficients: Coefficients, limit: number): number {
    const s = this.#s;
    const r = this.#r;
    const fusedS = this.#fusedS;
    const fusedR = this.#fusedR;
    const exact = this.#exact;
    const perUlp = this.#perUlp;
    const count = this.#count;
    let largest = 0;
    for (let i = 0; i < count; i++) {
      const unfused = Math.abs(expm1(s[i], r[i], coefficients, false) - exact[i]);
      const fused = Math.abs(expm1(fusedS[i], fusedR[i], coefficients, true) - exact[i]);
      const error = Math.max(unfused, fused) * perUlp[i];
      if (error >= limit) {
        this.#swap(i, i >> 1);
        return Infinity;
      }
      if (error > largest) largest = error;
    }
    return largest;
  }

  #swap(i: number, j: number): void {
    for (const column of [this.#s, this.#r, this.#fusedS, this.#fusedR, this.#exact, this.#perUlp]) {
      const value = column[i];
      column[i] = column[j];
      column[j] = value;
    }
  }
}

/** e^z - 1 */
function expm1(s: number, r: number, coefficients: Coefficients, fused: boolean): number {
  return reconstruct(s, r, polynomial(r, fused, coefficients), 1, fused);
}
