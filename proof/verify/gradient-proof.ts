/**
 * The bounds of the gradients from the input, for every alpha and every gradOutput, as docs/kernel.md proves them. The
 * kernel computes the factor F = m 2^k e^z, rounded, and then gradOutput F, rounded. At one input z all but the last
 * two roundings of F are known, and the share of these two in F is greatest at the smallest m of a binade. If F has a
 * relative error of rho 2^-24, the error of the product is at most rho + 1 ULP, or rho + 1/2 if rho is below 1.
 */
import { EXPONENT_MAGIC, LOG2_E, MINUS_LN_2, SELU_SCALED_ALPHA } from "../../src/core/constants.js";
import {
  COEFFICIENTS,
  type Coefficients,
  exactRemainder,
  expm1Near0,
  exponential,
  gradientFromInput,
  shiftedExponent,
} from "../model/float32.js";
import { BOUNDS, SMALL_GRADIENT } from "../reference/family.js";
import { ulpError } from "../reference/ulp.js";
import { addError, addProof, createFinding, type Finding } from "./findings.js";
import { bitsOf, floatOf, floatUpTo, halfUlp } from "./rounding.js";

const { fround } = Math;

/** The bounds to prove. */
export type GradientBounds = Record<"gradient" | "smallGradient" | "seluGradient" | "celuGradient", number>;

/** From here to 0 no program is needed. */
export const GRADIENT_FIRST = -(2 ** -12);

/** The smallest input that is not clamped, for the largest alpha. */
export const GRADIENT_LAST = 254 * MINUS_LN_2;

/** For ranges of 2^(n + k), and in units of it: the rounding of a subnormal number, and whether sums are exact. */
const REGULAR = { halfStep: 2 ** -26, sumsAreExact: false };
const SMALL = { halfStep: 2 ** -25, sumsAreExact: false };
const SMALLEST = { halfStep: 2 ** -24, sumsAreExact: true };

/** In units of 2^-24 of the result: more than the errors of Math.exp and of the float64 arithmetic of the proof. */
const SLACK = 2 ** -20;

/** If z log2 e is this close to the middle of two integers, n may depend on the parity of k. */
const TIE = 2 ** -12;

/** The relative error of SELU's alpha rounded to float32, in units of 2^-24. */
const SELU_ALPHA_ERROR = Math.abs(fround(SELU_SCALED_ALPHA) / SELU_SCALED_ALPHA - 1) * 2 ** 24;

/** The proof over a range of inputs, which all add to the findings. */
export class GradientProof {
  readonly findings: readonly [regular: Finding, small: Finding, selu: Finding, celu: Finding];
  #z = 0;
  #n = 0;
  #p = 0;
  /** e^(z - n ln 2), and the relative error of 1 + p. */
  #growth = 0;
  #formula = 0;

  constructor(
    readonly fused: boolean,
    bounds: GradientBounds = BOUNDS,
    readonly coefficients: Coefficients = COEFFICIENTS,
  ) {
    const build = fused ? "fused" : "unfused";
    this.findings = [
      createFinding("eluBackward, alpha e^x from 2^-124", build, bounds.gradient),
      createFinding("eluBackward, below", build, bounds.smallGradient),
      createFinding("seluBackward", build, bounds.seluGradient),
      createFinding("celuBackward, less abs(x / alpha)", build, bounds.celuGradient),
    ];
  }

  /** Proves the bounds for every alpha and gradOutput at the input z in [GRADIENT_LAST, GRADIENT_FIRST]. */
  prove(z: number): void {
    this.#set(z, 0);
    this.#proveAll();
    if (Math.abs(Math.abs(z * LOG2_E - this.#n) - 0.5) > TIE) return;
    this.#set(z, 1);
    this.#proveAll();
  }

  #set(z: number, k: number): void {
    const magic = EXPONENT_MAGIC + k;
    this.#z = z;
    this.#n = shiftedExponent(z, magic, this.fused) - magic;
    this.#p = expm1Near0(exactRemainder(z, this.#n, this.fused), this.fused, this.coefficients);
    this.#growth = Math.exp(z) * 2 ** -this.#n;
    this.#formula = Math.abs((1 + this.#p) / this.#growth - 1);
  }

  #proveAll(): void {
    const [regular, small, selu, celu] = this.findings;
    const place = () => `${this.#z}`;
    const regularError = this.#largest(REGULAR);
    const smallError = Math.max(this.#largest(SMALL), this.#largest(SMALLEST));
    const largestError = Math.max(regularError, smallError);
    addProof(regular, errorOfProduct(regularError), place);
    addProof(small, errorOfProduct(smallError), place);
    addProof(selu, errorOfProduct(largestError + SELU_ALPHA_ERROR), place);
    // The quotient's rounding adds abs(x / alpha).
    addProof(celu, largestError + 1, place);
  }

  /** The largest rho over m in [1, 2), which is at 1 or at an m that takes a product or the sum into a binade. */
  #largest(scale: typeof REGULAR): number {
    const sum = 1 + this.#p;
    const atProduct = firstIn1To2(Math.abs(this.#p));
    return Math.max(this.#rho(1, scale), this.#rho(atProduct, scale), this.#rho((sum < 1 ? 1 : 2) / sum, scale));
  }

  #rho(m: number, { halfStep, sumsAreExact }: typeof REGULAR): number {
    if (m >= 2) return 0;
    const product = this.fused ? 0 : Math.max(halfUlp(m * Math.abs(this.#p)), halfStep);
    const value = m * (1 + this.#p) + product;
    const sum = sumsAreExact && !this.fused && value < 2 ? 0 : Math.max(halfUlp(value), halfStep);
    return (this.#formula + (product + sum) / (m * this.#growth)) * 2 ** 24 + SLACK;
  }

  /** Computes gradients at z for k = 0, an m from the digits of z, and a gradOutput that makes errors large in ULP. */
  probe(z: number): void {
    const m = floatOf(0x3f800000 + ((bitsOf(z) * 5) & 0x7fffff));
    const exact = m * Math.exp(z);
    const factor = exponential(z, m, 0, this.fused, this.coefficients);
    if (factor === 0) return;
    const gradOutput = floatUpTo(1 / exact);
    const error = Math.abs(fround(gradOutput * factor) - gradOutput * exact) * 2 ** 24;
    const [regular, small, selu, celu] = this.findings;
    addError(exact < SMALL_GRADIENT ? small : regular, error, () => `${z}, alpha ${m}, gradOutput ${gradOutput}`);

    const ofSelu = gradientFromInput(gradOutput, z, fround(SELU_SCALED_ALPHA), 1, 1, this.fused);
    const seluError = ulpError(ofSelu, gradOutput * SELU_SCALED_ALPHA * Math.exp(z));
    addError(selu, seluError, () => `${z}, gradOutput ${gradOutput}`);

    const x = fround(z * m);
    const ofCelu = gradientFromInput(gradOutput, x, m, 1, m, this.fused);
    if (ofCelu === 0) return;
    const celuError = ulpError(ofCelu, gradOutput * Math.exp(x / m)) - Math.abs(x / m);
    addError(celu, celuError, () => `${x}, alpha ${m}, gradOutput ${gradOutput}`);
  }
}

/** The error of the product in ULP. With an error rho from 1 on, the factor may take it to the binade above. */
function errorOfProduct(rho: number): number {
  return rho + (rho < 1 ? 0.5 : 1);
}

/** The smallest m from 1 up for which m v is a power of two. */
function firstIn1To2(v: number): number {
  return (halfUlp(v) * 2 ** 25) / v;
}
