/**
 * What the functions should give, in float64: exact for all that float32 can tell. And how far off the package
 * promises to be at most. `alpha` is a float32 everywhere.
 */
import { ulpError } from "./ulp.js";

/** A function of the family, beside its gradient. SELU takes no alpha and ignores it. */
export interface Member {
  readonly name: "elu" | "selu" | "celu";
  readonly value: (x: number, alpha: number) => number;
  /** dy/dx at the forward's input x. */
  readonly gradient: (x: number, alpha: number) => number;
  /** dy/dx where the forward's output is y. */
  readonly gradientFromOutput: (y: number, alpha: number) => number;
  /** The promised bound of the value, in ULP; where {@link valueBoundAt} has no smaller one. */
  readonly valueBound: (alpha: number) => number;
  /** The promised bound of gradOutput times the gradient, in ULP, from the forward's input. */
  readonly gradientBound: (x: number, alpha: number) => number;
}

/** What is computed: the function, or gradOutput times its gradient, from the forward's input or from its output. */
export type Kind = "value" | "gradient" | "gradient from output";

/** The promised bound of gradOutput times the gradient, in ULP, from the forward's output as it is given. */
const FROM_OUTPUT_BOUND = 2;

/** Where e^x (e^(x/alpha) for CELU), or alpha e^x for ELU, is smaller, the gradient may be taken as 0. */
export const NEGLIGIBLE = 2 ** -125;

const SMALLEST_NORMAL = 2 ** -126;

const SELU_SCALE = 1.0507009873554805;

/** SELU's alpha times its scale, 1.75809934084737685994...; the float64 differs by 1.4e-17. */
const SELU_ALPHA = 1.7580993408473768;

export const ELU: Member = {
  name: "elu",
  value: (x, alpha) => (x > 0 ? x : alpha * Math.expm1(x)),
  gradient: (x, alpha) => (x > 0 ? 1 : alpha * Math.exp(x)),
  gradientFromOutput: (y, alpha) => (y > 0 ? 1 : y + alpha),
  valueBound: (alpha) => (alpha === 1 ? 0.87 : 2),
  gradientBound: () => 3,
};

export const SELU: Member = {
  name: "selu",
  value: (x) => (x > 0 ? SELU_SCALE * x : SELU_ALPHA * Math.expm1(x)),
  gradient: (x) => (x > 0 ? SELU_SCALE : SELU_ALPHA * Math.exp(x)),
  gradientFromOutput: (y) => (y > 0 ? SELU_SCALE : y + SELU_ALPHA),
  valueBound: () => 2.1,
  gradientBound: () => 4,
};

export const CELU: Member = {
  name: "celu",
  value: (x, alpha) => (x > 0 ? x : alpha * Math.expm1(x / alpha)),
  gradient: (x, alpha) => (x > 0 ? 1 : Math.exp(x / alpha)),
  gradientFromOutput: (y, alpha) => (y > 0 ? 1 : (y + alpha) / alpha),
  valueBound: () => 4,
  gradientBound: (x, alpha) => 4 + Math.abs(x / alpha),
};

export const FAMILY: readonly Member[] = [ELU, SELU, CELU];

/**
 * What is promised of a result at `x`, in ULP. x is the forward's output where the gradient comes from that, and `exact`
 * what the result should be.
 */
export function bound(member: Member, kind: Kind, alpha: number, x: number, exact: number): number {
  if (kind === "value") return valueBoundAt(exact, member.valueBound(alpha));
  return kind === "gradient" ? member.gradientBound(x, alpha) : FROM_OUTPUT_BOUND;
}

/** `promised`, or, where the value is a subnormal float32, two of the steps between those, which are their ULP. */
export function valueBoundAt(exact: number, promised: number): number {
  return Math.abs(exact) < SMALLEST_NORMAL ? Math.min(2, promised) : promised;
}

export function mayBeZero(member: Member, kind: Kind, alpha: number, x: number): boolean {
  const exp = Math.exp(member === CELU ? x / alpha : x);
  return kind === "gradient" && Math.min(exp, member === ELU ? Math.abs(alpha) * exp : exp) < NEGLIGIBLE;
}

/** Whether `actual` is as near to `exact` as is promised. */
export function isWithin(member: Member, kind: Kind, alpha: number, x: number, actual: number, exact: number): boolean {
  if (actual === 0 && mayBeZero(member, kind, alpha, x)) return true;
  const error = ulpError(actual, exact);
  // A bound that depends on x is NaN for NaN.
  return error === 0 || error <= bound(member, kind, alpha, x, exact);
}
