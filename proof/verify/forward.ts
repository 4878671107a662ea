import { EXPONENT_MAGIC } from "../../src/core/constants.js";
import {
  COEFFICIENTS,
  type Coefficients,
  polynomial,
  powerOfTwo,
  reconstruct,
  remainder,
  shiftedExponent,
} from "../model/float32.js";

const STEP = 2 ** -149;
const LOW = 2 ** -125;

const float32 = new Float32Array(1);
const bits = new Uint32Array(float32.buffer);

/** Half a unit in the last place of float32 at v, the most that rounding v changes. */
export function halfUlp(v: number): number {
  float32[0] = v;
  bits[0] &= 0x7f800000;
  return Math.max(float32[0] * 2 ** -24, STEP / 2);
}

export class ForwardAt {
  r = 0; q = 0; s = 0; exact = 0; p = 0; known = 0; slope = 0;
  constructor(readonly fused: boolean, readonly coefficients: Coefficients = COEFFICIENTS) {}
  set(z: number) {
    const { fused } = this;
    const shifted = shiftedExponent(z, EXPONENT_MAGIC, fused);
    const s = powerOfTwo(shifted);
    const r = remainder(z, shifted, fused);
    const q = polynomial(r, fused, this.coefficients);
    const exact = -Math.expm1(z);
    const p = r + r * r * q;
    this.s = s; this.r = r; this.q = q; this.exact = exact; this.p = Math.abs(p);
    this.known = Math.abs(s * p + (s - 1) + exact);
    this.slope = Math.abs(1 + r * q);
  }
  /** N + last */
  errorBound(alpha: number, isLow: boolean): number {
    const { fused, s, q, exact } = this;
    const magnitude = Math.abs(this.r);
    const alphaR = alpha * magnitude;
    const e1 = halfUlp(alphaR);
    const product = (alphaR + e1) * magnitude;
    const e2 = halfUlp(product);
    const e3 = fused ? 0 : halfUlp((product + e2) * q);
    let error = e1 * this.slope + e2 * q + e3;
    const exactAdd = isLow && !fused;
    if (s !== 1) {
      const p = alpha * this.p + error;
      const difference = alpha * (1 - s);
      const e4 = exactAdd && p < LOW ? 0 : halfUlp(p);
      const e5 = s === 0.5 || (isLow && difference < LOW) ? 0 : halfUlp(difference);
      const e7 = isLow || s * alpha < 2 * 2 ** -126 ? STEP / 2 : 0;
      const e8 = !fused && (isLow || s * p < 4 * 2 ** -126) ? STEP / 2 : 0;
      error = s * (error + e4) + e5 + e7 + e8;
    }
    error += alpha * this.known;
    const value = alpha * exact + error;
    const e6 = exactAdd && value < LOW ? 0 : halfUlp(value);
    return error + e6;
  }
  /** error in ULP at alpha, with unit */
  found(alpha: number, ulp: number): number {
    const actual = reconstruct(this.s, this.r, this.q, alpha, this.fused);
    return Math.abs(actual + alpha * this.exact) / ulp;
  }
}
