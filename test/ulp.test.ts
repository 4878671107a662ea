import { describe, expect, it } from "vitest";
import { bound, CELU, ELU, SELU, SMALL } from "../proof/reference/family.js";
import { ulpError } from "../proof/reference/ulp.js";

describe("the error in ULP, the unit of all bounds", () => {
  it.each([
    ["a half for a tie", 1, 1 + 2 ** -24, 0.5],
    ["in ULP of the exact value's binade", 1, 1 - 2 ** -24, 1],
    ["in subnormal steps below the normal floats", 2 ** -149, 0, 1],
    ["0 for two NaN", Number.NaN, Number.NaN, 0],
    ["0 for what overflows float32", Infinity, 2 ** 128, 0],
    ["that of the next float for an infinity next to the largest float", -Infinity, -(2 ** 128 - 1.5 * 2 ** 104), 1.5],
    ["infinite for an infinity instead of a number", Infinity, 1, Infinity],
    ["infinite for a number instead of NaN", 1, Number.NaN, Infinity],
    ["infinite for NaN instead of a number", Number.NaN, 1, Infinity],
  ])("is %s", (_, actual, exact, expected) => {
    expect(ulpError(actual, exact)).toBe(expected);
  });
});

it("the bound of a result below 2^-120 differs only for ELU, at alphas other than 1", () => {
  const boundsOf = (exact: number) => [ELU, SELU, CELU].map((member) => bound(member, "value", 2, -1, exact));
  expect(boundsOf(-SMALL)).toEqual([2.1, 2.1, 4]);
  expect(boundsOf(-SMALL / 2)).toEqual([2.5, 2.1, 4]);
  expect(boundsOf(-(2 ** -127))).toEqual([2, 2.1, 4]);
  expect(bound(ELU, "value", 1, -1, -SMALL / 2)).toBe(0.87);
});
