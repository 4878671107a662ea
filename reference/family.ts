/**
 * What the functions should give, in float64: exact for all that float32 can tell. And how far off the package
 * promises to be at most. `alpha` is a float32 everywhere.
 */

/** A function of the family, beside its gradient. SELU takes no alpha and ignores it. */
export interface Member {
  readonly name: "elu" | "selu" | "celu";
  readonly value: (x: number, alpha: number) => number;
  /** dy/dx at the forward's input x. */
  readonly gradient: (x: number, alpha: number) => number;
  /** dy/dx where the forward's output is y. */
  readonly gradientFromOutput: (y: number, alpha: number) => number;
  /** The promised bound of the value, in ULP; of values that are no subnormal float32. Those are within 1. */
  readonly valueBound: (alpha: number) => number;
  /** The promised bound of gradOutput times the gradient, in ULP, from the forward's input. */
  readonly gradientBound: (x: number, alpha: number) => number;
}

/** The promised bound of gradOutput times the gradient, in ULP, from the forward's output as it is given. */
export const FROM_OUTPUT_BOUND = 2;

/** Where e^x (e^(x/alpha) for CELU) is smaller, the gradient may be taken as 0. */
export const NEGLIGIBLE = 2 ** -125;

const SELU_SCALE = 1.0507009873554805;

/** SELU's alpha times its scale, 1.75809934084737685994...; the float64 differs by 1.4e-17. */
const SELU_ALPHA = 1.7580993408473768;

export const ELU: Member = {
  name: "elu",
  value: (x, alpha) => (x > 0 ? x : alpha * Math.expm1(x)),
  gradient: (x, alpha) => (x > 0 ? 1 : alpha * Math.exp(x)),
  gradientFromOutput: (y, alpha) => (y > 0 ? 1 : y + alpha),
  valueBound: (alpha) => (alpha === 1 ? 0.92 : 1.5),
  gradientBound: () => 3,
};

export const SELU: Member = {
  name: "selu",
  value: (x) => (x > 0 ? SELU_SCALE * x : SELU_ALPHA * Math.expm1(x)),
  gradient: (x) => (x > 0 ? SELU_SCALE : SELU_ALPHA * Math.exp(x)),
  gradientFromOutput: (y) => (y > 0 ? SELU_SCALE : y + SELU_ALPHA),
  valueBound: () => 2,
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
