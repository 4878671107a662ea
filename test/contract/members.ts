/** The functions of each member of the family, with the alphas that make sense for it, and its bounds as assertions. */
import type { Elu } from "elu-simd";
import { CELU, FROM_OUTPUT_BOUND, type Member, NEGLIGIBLE, SELU } from "../../reference/family.js";
import { ulpError } from "../../reference/ulp.js";
import { ALPHAS, POSITIVE_ALPHAS } from "./inputs.js";

/** The function of a member, which for SELU ignores alpha. */
export function forwardOf(functions: Elu, { name }: Member): (input: Float32Array, alpha: number) => Float32Array {
  return (input, alpha) => (name === "selu" ? functions.selu(input) : functions[name](input, { alpha }));
}

/** Its gradient. */
export function backwardOf(functions: Elu, { name }: Member) {
  return (gradOutput: Float32Array, saved: Float32Array, alpha: number, from: "input" | "output" = "input") =>
    name === "selu"
      ? functions.seluBackward(gradOutput, saved, { from })
      : functions[`${name}Backward`](gradOutput, saved, { alpha, from });
}

export function alphasOf(member: Member): readonly number[] {
  if (member === SELU) return [1];
  return member === CELU ? POSITIVE_ALPHAS : ALPHAS;
}

/** What negative inputs are measured in: the curve of CELU is as wide as its alpha. */
export function widthOf(member: Member, alpha: number): number {
  return member === CELU ? alpha : 1;
}

/** Throws unless the value at x is within its bound, or a step where it is subnormal. */
export function assertValue(member: Member, actual: number, exact: number, x: number, alpha: number): void {
  assertNear(actual, exact, Math.abs(exact) < 2 ** -126 ? 1 : member.valueBound(alpha), member, x, alpha);
}

/** Throws unless the gradient at x is within its bound, or 0 where it may be. */
export function assertGradient(member: Member, actual: number, exact: number, x: number, alpha: number): void {
  if (actual === 0 && Math.exp(x / widthOf(member, alpha)) < NEGLIGIBLE) return;
  assertNear(actual, exact, member.gradientBound(x, alpha), member, x, alpha);
}

/** Throws unless the gradient is within its bound where the forward gave y. */
export function assertGradientFromOutput(member: Member, actual: number, exact: number, y: number, alpha: number) {
  assertNear(actual, exact, FROM_OUTPUT_BOUND, member, y, alpha);
}

function assertNear(actual: number, exact: number, bound: number, { name }: Member, at: number, alpha: number): void {
  const error = ulpError(actual, exact);
  if (error !== 0 && !(error <= bound)) {
    const where = `${name} at ${at}, alpha ${alpha}`;
    throw new Error(`${where}: ${actual} is ${error} ULP from ${exact}, not ${bound} at most`);
  }
}
