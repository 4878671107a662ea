/**
 * The bounds of `elu` and `celu` for every alpha: the part of the proof of docs/kernel.md that needs a program. For one
 * input z, the model computes every float of the kernel that does not depend on alpha. Every other rounding is at most
 * half a unit in the last place of a number that grows with alpha. So the error is greatest at the largest alpha of a
 * piece: all alphas whose exact results lie in one binade. If the sum of these halves exceeds the bound, the proof
 * computes alphas one by one, from the largest down, until the sum is within the bound.
 */
import { EXPONENT_MAGIC, SATURATION } from "../../src/core/constants.js";
import {
  COEFFICIENTS,
  type Coefficients,
  forward,
  polynomial,
  powerOfTwo,
  reconstruct,
  remainder,
  shiftedExponent,
} from "../model/float32.js";
import { BOUNDS, SMALL, SMALLEST_NORMAL } from "../reference/family.js";
import { ulpError } from "../reference/ulp.js";
import { addError, addProof, addReason, createFinding, type Finding } from "./findings.js";
import { floatUpTo, halfUlp, nextTowardsZero, SUBNORMAL_STEP } from "./rounding.js";

/** Sums of floats below this are exact, because all floats are multiples of the subnormal step. */
const EXACT_SUMS = 2 ** -125;

/** Products up to here count as subnormal, because their factor p is only known before its roundings. */
const SUBNORMAL = 1.0001 * SMALLEST_NORMAL;

/** In ULP: more than the errors of Math.expm1 and of the float64 arithmetic of the proof. */
const SLACK = 2 ** -24;

/** The largest number of alphas that are computed for a single input before the proof gives up. */
const MOST_ALPHAS = 2 ** 16;

/** The alphas whose exact results lie in one binade; if `isLowest`, in that binade or below. */
interface Piece {
  /** The end of the binade, and its unit in the last place. */
  readonly below: number;
  readonly ulp: number;
  readonly isLowest: boolean;
  /** The finding for these results. */
  readonly finding: Finding;
}

/** The bounds to prove. */
export type ForwardBounds = Record<"elu" | "smallElu" | "subnormalElu" | "celu", number>;

/** From here to 0 no program is needed: (alpha r) r q is too small to change alpha r. */
export const FIRST = -(2 ** -26);

/** The kernel at one input, for any alpha. */
export class Forward {
  /** The input after the clamp. */
  z = 0;
  s = 0;
  r = 0;
  q = 0;
  /** |e^z - 1|, and |r + r^2 q|, the same from r in the kernel's formula without its last roundings. */
  exact = 0;
  p = 0;
  /** The error of the formula at alpha = 1, without roundings that depend on alpha. */
  formula = 0;

  constructor(
    readonly fused: boolean,
    readonly coefficients: Coefficients = COEFFICIENTS,
  ) {}

  set(z: number): void {
    const shifted = shiftedExponent(z, EXPONENT_MAGIC, this.fused);
    this.z = z;
    this.s = powerOfTwo(shifted);
    this.r = remainder(z, shifted, this.fused);
    this.q = polynomial(this.r, this.fused, this.coefficients);
    this.exact = -Math.expm1(z);
    const p = this.r + this.r * this.r * this.q;
    this.p = Math.abs(p);
    this.formula = Math.abs(this.s * p + (this.s - 1) + this.exact);
    // All inputs below the saturation have this result, too.
    if (z === SATURATION) this.formula += 1 - this.exact;
  }

  /** The largest sum of the formula's error and of all roundings before the last one. */
  error(alpha: number, isLowest: boolean): number {
    const { fused, s, q, p } = this;
    const r = Math.abs(this.r);
    const e1 = halfUlp(alpha * r);
    const square = (alpha * r + e1) * r;
    const e2 = halfUlp(square);
    const e3 = fused ? 0 : halfUlp((square + e2) * q);
    const tail = e1 * Math.abs(1 + this.r * q) + e2 * q + e3;
    if (s === 1) return tail + alpha * this.formula;

    const hasExactSums = isLowest && !fused;
    const difference = alpha * (1 - s);
    const e4 = hasExactSums && alpha * p + tail < EXACT_SUMS ? 0 : halfUlp(alpha * p + tail);
    const e5 = s === 0.5 || (isLowest && difference < EXACT_SUMS) ? 0 : halfUlp(difference);
    // In a piece of one binade, its smallest alpha, half of this one, decides.
    const smallest = (isLowest ? 1 : 0.5) * alpha * s;
    const e6 = smallest <= SMALLEST_NORMAL ? SUBNORMAL_STEP / 2 : 0;
    const e7 = !fused && smallest * p <= SUBNORMAL ? SUBNORMAL_STEP / 2 : 0;
    return s * (tail + e4) + e5 + e6 + e7 + alpha * this.formula;
  }

  /** The largest error in ULP at `alpha` and at all smaller alphas of the piece. */
  bound(alpha: number, { below, ulp, isLowest }: Piece): number {
    const error = this.error(alpha, isLowest);
    const value = alpha * this.exact + error;
    // Rounding down to `below` brings a value nearer to the exact result.
    const staysBelow = value < below + ulp;
    const last = staysBelow ? (isLowest && !this.fused ? 0 : ulp / 2) : halfUlp(value);
    return (error + last) / ulp + SLACK;
  }

  /**
   * The same for CELU, whose quotient u = x / alpha is rounded: the exact quotient is anywhere within half an ULP of u.
   */
  quotientBound(alpha: number, { ulp, isLowest }: Piece): number {
    const largest = alpha * (1 + 2 ** -22);
    const error = this.error(largest, isLowest) + largest * (1 - this.exact) * halfUlp(-this.z);
    return (error + halfUlp(largest * this.exact + error)) / ulp + SLACK;
  }

  computedError(alpha: number, { ulp }: Piece): number {
    return Math.abs(reconstruct(this.s, this.r, this.q, alpha, this.fused) + alpha * this.exact) / ulp;
  }
}

/** The proof over a range of inputs, which all add to the findings. */
export class ForwardProof {
  readonly findings: readonly Finding[];
  /** In larger binades, fewer numbers are subnormal, and the bound in ULP is the same or smaller. */
  readonly #regular: Piece;
  readonly #small: Piece;
  readonly #smallest: Piece;
  readonly #subnormal: Piece;
  readonly #celu: Finding;

  readonly #kernel: Forward;

  constructor(kernel: Forward, bounds: ForwardBounds = BOUNDS) {
    const build = kernel.fused ? "fused" : "unfused";
    const elu = createFinding("elu, results from 2^-120", build, bounds.elu);
    const small = createFinding("elu, smaller results", build, bounds.smallElu);
    const subnormal = createFinding("elu, subnormal results", build, bounds.subnormalElu);
    const celu = createFinding("celu", build, bounds.celu);
    this.findings = [elu, small, subnormal, celu];
    this.#kernel = kernel;
    this.#regular = { below: 2 * SMALL, ulp: SMALL * 2 ** -23, isLowest: false, finding: elu };
    this.#small = { below: 2 ** -124, ulp: 2 * SUBNORMAL_STEP, isLowest: false, finding: small };
    this.#smallest = { below: 2 ** -125, ulp: SUBNORMAL_STEP, isLowest: true, finding: small };
    this.#subnormal = { below: SMALLEST_NORMAL, ulp: SUBNORMAL_STEP, isLowest: true, finding: subnormal };
    this.#celu = celu;
  }

  /** Proves the bounds for every alpha at the input z in [SATURATION, FIRST]. */
  prove(z: number): void {
    this.#kernel.set(z);
    this.#proveFrom(this.#small);
    this.#proveFrom(this.#regular);
    this.#proveLowest(this.#smallest);
    this.#proveLowest(this.#subnormal);
  }

  /** Proves a piece, and larger ones while alphas must be computed and the error in ULP changes with the binade. */
  #proveFrom(first: Piece): void {
    let piece = first;
    while (this.#proveUpTo(piece.below / this.#kernel.exact, piece) && this.#dependsOnScale(piece)) {
      piece = { ...piece, below: 2 * piece.below, ulp: 2 * piece.ulp };
    }
  }

  /** Whether any number is subnormal, so that the error in ULP differs in the next binade. */
  #dependsOnScale({ below }: Piece): boolean {
    const alpha = below / this.#kernel.exact;
    return this.#kernel.error(2 * alpha, false) !== 2 * this.#kernel.error(alpha, false);
  }

  /** Proves a piece without lower end, in parts: each of two products is subnormal below some alpha. */
  #proveLowest(piece: Piece): void {
    const { s, p, exact } = this.#kernel;
    const end = piece.below / exact;
    this.#proveUpTo(end, piece);
    if (s === 1) return;
    if (SMALLEST_NORMAL < s * end) this.#proveUpTo(SMALLEST_NORMAL / s, piece);
    if (SUBNORMAL < s * p * end) this.#proveUpTo(SUBNORMAL / (s * p), piece);
  }

  /** Proves all alphas of the piece up to `end`. Returns whether any of them was computed. */
  #proveUpTo(end: number, piece: Piece): boolean {
    const kernel = this.#kernel;
    const { finding } = piece;
    const first = floatUpTo(end);
    let alpha = first;
    let bound = kernel.bound(alpha, piece);
    // Errors are large at the largest alpha. Regular results are computed there at every input, small ones by probe().
    if (piece === this.#regular) this.#compute(alpha, piece, bound);
    const most = finding.broken.length ? 0 : MOST_ALPHAS;
    for (let count = 0; bound > finding.bound && count < most; count++) {
      this.#compute(alpha, piece, bound);
      alpha = nextTowardsZero(alpha);
      bound = kernel.bound(alpha, piece);
    }
    addProof(finding, bound, () => `${kernel.z}, alpha ${alpha}`);
    if (piece === this.#small || piece === this.#smallest) {
      addProof(this.#celu, kernel.quotientBound(end, piece), () => `x / alpha ${kernel.z}, alpha ${end}`);
    }
    return alpha !== first;
  }

  /** Computes one result. An error above `bound` means that the proof has left out a rounding. */
  #compute(alpha: number, piece: Piece, bound: number): void {
    const { z } = this.#kernel;
    const error = this.#kernel.computedError(alpha, piece);
    addError(piece.finding, error, () => `${z}, alpha ${alpha}`);
    if (error > bound) addReason(piece.finding, `${error} ULP at ${z}, alpha ${alpha}, but only ${bound} are proved`);
  }

  /** Computes the small results at the largest alpha of each piece, and one result of CELU. */
  probe(z: number): void {
    const kernel = this.#kernel;
    kernel.set(z);
    for (const piece of [this.#small, this.#smallest, this.#subnormal]) {
      const alpha = floatUpTo(piece.below / kernel.exact);
      this.#compute(alpha, piece, kernel.bound(alpha, piece));
    }
    const alpha = floatUpTo(1 / kernel.exact);
    const x = Math.fround(z * alpha);
    const error = ulpError(forward(x, alpha, 1, alpha, kernel.fused), alpha * Math.expm1(x / alpha));
    addError(this.#celu, error, () => `${x}, alpha ${alpha}`);
  }
}
