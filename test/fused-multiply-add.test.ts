import { describe, expect, it } from "vitest";
import { fusedMultiplyAdd } from "../proof/model/float32.js";

describe("the fused multiply-add of the model", () => {
  it.each([
    ["rounds up a sum that float64 rounds to a tie", 1 + 2 ** -12, 1 + 2 ** -12, 2 ** -80, 1 + 2 ** -11 + 2 ** -23],
    ["rounds down a sum that float64 rounds to a tie", 1 + 2 ** -12, 1 + 2 ** -12, -(2 ** -80), 1 + 2 ** -11],
    ["rounds ties to even", 1 + 2 ** -12, 1 + 2 ** -12, 0, 1 + 2 ** -11],
    ["gives the largest float just below the tie with 2^128", 2 ** 64 - 2 ** 40, 2 ** 64, -1, 2 ** 128 - 2 ** 104],
    ["overflows from the tie with 2^128 on", 2 ** 127 * 1.9999998807907104, 1, 2 ** 103, Infinity],
    ["rounds subnormal results once", 2 ** -75, 2 ** -75 * (1 - 2 ** -24), 2 ** -149, 2 ** -149],
    ["gives NaN for NaN", Number.NaN, 1, 1, Number.NaN],
    ["gives Infinity for Infinity", Infinity, 1, 1, Infinity],
  ])("%s", (_, a, b, c, expected) => {
    expect(fusedMultiplyAdd(a, b, c)).toBe(expected);
  });
});
