/** The functions of each member of the family, the alphas that it is tested with, and its bounds as assertions. */
import type { Elu } from "elu-simd";
import { bound, CELU, isWithin, type Kind, type Member, SELU } from "../../proof/reference/family.js";
import { ulpError } from "../../proof/reference/ulp.js";
import { ALPHAS, POSITIVE_ALPHAS } from "./inputs.js";

/** The forward function of a member. SELU ignores alpha. */
export function forwardOf(functions: Elu, { name }: Member): (input: Float32Array, alpha: number) => Float32Array {
  return (input, alpha) => (name === "selu" ? functions.selu(input) : functions[name](input, { alpha }));
}

/** The gradient of a member. SELU ignores alpha. */
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

/** The scale of negative inputs: the curve of CELU is as wide as its alpha. */
export function widthOf(member: Member, alpha: number): number {
  return member === CELU ? alpha : 1;
}

/** Throws unless a result at `x` is within its bound of `exact`. For a gradient from the output, x is that output. */
export function assertNear(member: Member, kind: Kind, actual: number, exact: number, x: number, alpha: number): void {
  if (isWithin(member, kind, alpha, x, actual, exact)) return;
  const [error, most] = [ulpError(actual, exact), bound(member, kind, alpha, x, exact)];
  throw new Error(
    `${member.name}, ${kind} at ${x}, alpha ${alpha}: ${actual} is ${error} ULP from ${exact}, more than ${most}`,
  );
}

/** Throws unless each result at `inputs` is within its bound of `exact`. */
export function assertAllNear(
  member: Member,
  kind: Kind,
  results: Float32Array,
  exact: (x: number, i: number) => number,
  inputs: ArrayLike<number>,
  alpha: number,
): void {
  results.forEach((result, i) => {
    assertNear(member, kind, result, exact(inputs[i], i), inputs[i], alpha);
  });
}
