/**
 * The values and gradients of the functions in float64, which is exact enough to judge float32 results, and the bounds
 * that the package promises. `alpha` is a float32 everywhere.
 */
import { ulpError } from "./ulp.js";

/** A function of the family and its gradient. SELU ignores alpha. */
export interface Member {
  readonly name: "elu" | "selu" | "celu";
  readonly value: (x: number, alpha: number) => number;
  /** dy/dx at the forward's input x. */
  readonly gradient: (x: number, alpha: number) => number;
  /** dy/dx at the forward's output y. */
  readonly gradientFromOutput: (y: number, alpha: number) => number;
  /** The promised bound of the value, in ULP, at the exact value; by default at one that is not small. */
  readonly valueBound: (alpha: number, exact?: number) => number;
  /** The promised bound of gradOutput times the gradient, from the forward's input, in ULP. */
  readonly gradientBound: (x: number, alpha: number) => number;
  /** The same from the forward's output, which counts as exact. */
  readonly fromOutputBound: number;
}

/** The function, or gradOutput times its gradient, from the forward's input or from its output. */
export type Kind = "value" | "gradient" | "gradient from output";

/** The promised bounds of the float32 kernels, in ULP, which proof/verify proves. */
export const BOUNDS = {
  /** At alpha 1, and at any other. */
  unitElu: 0.87,
  elu: 2.1,
  /** For normal results below SMALL, and for subnormal ones, whose ULP is the step between them. */
  smallElu: 2.5,
  subnormalElu: 2,
  selu: 2.1,
  celu: 4,
  gradient: 3.1,
  /** For alpha e^x below SMALL_GRADIENT. */
  smallGradient: 3.5,
  seluGradient: 4,
  /** The bound is this plus abs(x / alpha). */
  celuGradient: 4,
  /** From the forward's output, which counts as exact. */
  eluGradientFromOutput: 2,
  seluGradientFromOutput: 2,
  celuGradientFromOutput: 2.5,
} as const;

export const SMALL = 2 ** -120;
export const SMALL_GRADIENT = 2 ** -124;

/** The gradient may be 0 if e^x (for CELU e^(x/alpha)), or for ELU alpha e^x, is smaller than this. */
export const NEGLIGIBLE = 2 ** -125;

export const SMALLEST_NORMAL = 2 ** -126;

const SELU_SCALE = 1.0507009873554805;

/** SELU's alpha times its scale, 1.75809934084737685994...; the float64 differs by 1.4e-17. */
const SELU_ALPHA = 1.7580993408473768;

export const ELU: Member = {
  name: "elu",
  value: (x, alpha) => (x > 0 ? x : alpha * Math.expm1(x)),
  gradient: (x, alpha) => (x > 0 ? 1 : alpha * Math.exp(x)),
  gradientFromOutput: (y, alpha) => (y > 0 ? 1 : y + alpha),
  valueBound: (alpha, exact = 1) => {
    if (alpha === 1) return BOUNDS.unitElu;
    if (Math.abs(exact) >= SMALL) return BOUNDS.elu;
    return Math.abs(exact) < SMALLEST_NORMAL ? BOUNDS.subnormalElu : BOUNDS.smallElu;
  },
  gradientBound: (x, alpha) =>
    Math.abs(alpha) * Math.exp(x) < SMALL_GRADIENT ? BOUNDS.smallGradient : BOUNDS.gradient,
  fromOutputBound: BOUNDS.eluGradientFromOutput,
};

export const SELU: Member = {
  name: "selu",
  value: (x) => (x > 0 ? SELU_SCALE * x : SELU_ALPHA * Math.expm1(x)),
  gradient: (x) => (x > 0 ? SELU_SCALE : SELU_ALPHA * Math.exp(x)),
  gradientFromOutput: (y) => (y > 0 ? SELU_SCALE : y + SELU_ALPHA),
  valueBound: () => BOUNDS.selu,
  gradientBound: () => BOUNDS.seluGradient,
  fromOutputBound: BOUNDS.seluGradientFromOutput,
};

export const CELU: Member = {
  name: "celu",
  value: (x, alpha) => (x > 0 ? x : alpha * Math.expm1(x / alpha)),
  gradient: (x, alpha) => (x > 0 ? 1 : Math.exp(x / alpha)),
  gradientFromOutput: (y, alpha) => (y > 0 ? 1 : (y + alpha) / alpha),
  valueBound: () => BOUNDS.celu,
  gradientBound: (x, alpha) => BOUNDS.celuGradient + Math.abs(x / alpha),
  fromOutputBound: BOUNDS.celuGradientFromOutput,
};

export const MEMBERS: readonly Member[] = [ELU, SELU, CELU];

/**
 * The promised bound of a result at `x`, in ULP. For a gradient from the output, x is the forward's output. `exact` is
 * the exact result.
 */
export function bound(member: Member, kind: Kind, alpha: number, x: number, exact: number): number {
  if (kind === "value") return member.valueBound(alpha, exact);
  return kind === "gradient" ? member.gradientBound(x, alpha) : member.fromOutputBound;
}

export function mayBeZero(member: Member, kind: Kind, alpha: number, x: number): boolean {
  const exp = Math.exp(member === CELU ? x / alpha : x);
  return kind === "gradient" && Math.min(exp, member === ELU ? Math.abs(alpha) * exp : exp) < NEGLIGIBLE;
}

/** Whether the error of `actual` is within the promised bound. */
export function isWithin(member: Member, kind: Kind, alpha: number, x: number, actual: number, exact: number): boolean {
  if (actual === 0 && mayBeZero(member, kind, alpha, x)) return true;
  const error = ulpError(actual, exact);
  // For x = NaN, a bound that depends on x is NaN.
  return error === 0 || error <= bound(member, kind, alpha, x, exact);
}
