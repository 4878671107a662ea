import { describe, expect, it } from "vitest";
import { eluReference } from "../reference/elu.js";
import { ulpError } from "../reference/ulp.js";
import { createElu } from "../src/index.js";
import { backendNames, onEveryBackend } from "./backends.js";
import { expectSameBits, negativeFloatsOfEveryBinade, normalFloats } from "./floats.js";
import { pytorchCases } from "./golden/pytorch.js";

const ALPHAS = [0, 1, 2, 0.3, 42.42, -1, 1e-3, 1e6];

onEveryBackend("elu", ({ elu }) => {
  it.each(pytorchCases("elu"))("is within 1.5 ULP of PyTorch for alpha = $alpha", ({ alpha, input, expected }) => {
    const result = elu(Float32Array.from(input), { alpha });
    const errors = expected.map((exact, i) => ulpError(result[i], exact));
    expect(Math.max(...errors)).toBeLessThanOrEqual(1.5);
  });

  it.each(ALPHAS)("is within 1.5 ULP of float64 on samples of every binade for alpha = %f", (alpha) => {
    const input = negativeFloatsOfEveryBinade(50);
    const result = elu(input, { alpha });
    const errors = result.map((y, i) => ulpError(y, eluReference(input[i], alpha)));
    expect(Math.max(...errors)).toBeLessThanOrEqual(1.5);
  });

  it.each([1e-36, 3.1e-38, 4e-39, 1e-44])("is within 1.6 ULP for alpha = %f, with results next to 0", (alpha) => {
    const input = Float32Array.from({ length: 50_000 }, (_, i) => -1e-4 * (i + 1));
    const result = elu(input, { alpha });
    const errors = result.map((y, i) => ulpError(y, eluReference(input[i], alpha)));
    expect(errors.reduce((a, b) => Math.max(a, b))).toBeLessThanOrEqual(1.6);
  });

  it("is within 0.92 ULP of float64 for alpha = 1 where the error is largest", () => {
    const input = Float32Array.from({ length: 200_000 }, (_, i) => -0.2 - i * 5e-6);
    const result = elu(input);
    const errors = result.map((y, i) => ulpError(y, eluReference(input[i])));
    expect(errors.reduce((a, b) => Math.max(a, b))).toBeLessThanOrEqual(0.92);
  });

  it("takes alpha = 1 by default", () => {
    const input = normalFloats(100);
    expectSameBits(elu(input), elu(input, { alpha: 1 }));
    expectSameBits(elu(input, { alpha: undefined }), elu(input, { alpha: 1 }));
  });

  it("rounds alpha to float32", () => {
    const input = normalFloats(100);
    expectSameBits(elu(input, { alpha: 0.1 }), elu(input, { alpha: Math.fround(0.1) }));
    expectSameBits(elu(input, { alpha: 1e-50 }), elu(input, { alpha: 0 }));
  });

  it("keeps the bits of positive numbers, 0, -0 and NaN, whatever its payload", () => {
    const input = new Float32Array(
      Uint32Array.of(
        0,
        0x80000000,
        1,
        0x3f800000,
        0x7f7fffff,
        0x7f800000,
        0x7fc00000,
        0xffc00001,
        0x7f800001,
        0xff812345,
      ).buffer,
    );
    expectSameBits(elu(input, { alpha: 3 }), input);
  });

  it.each(ALPHAS)("saturates at -alpha from -17.5 down to -Infinity for alpha = %f", (alpha) => {
    const result = elu(Float32Array.of(-17.5, -18, -88, -104, -1e4, -3.4e38, -Infinity), { alpha });
    expect(result.every((y) => y === -Math.fround(alpha))).toBe(true);
  });

  it("keeps every digit next to 0", () => {
    const input = Float32Array.of(-1e-4, -1e-8, -1e-20, -1.1754944e-38, -1e-45);
    expect(Array.from(elu(input))).toEqual(Array.from(input, (x) => Math.fround(Math.expm1(x))));
  });

  it("gives a value the same result at every position and in arrays of every length", () => {
    const values = normalFloats(37);
    const expected = elu(values, { alpha: 0.7 });
    values.forEach((x, i) => {
      for (const length of [1, 2, 3, 4, 5, 8, 13]) {
        for (const y of elu(new Float32Array(length).fill(x), { alpha: 0.7 })) expect(y).toBe(expected[i]);
      }
    });
  });
});

describe("backends", () => {
  it.each(ALPHAS)("agree to the bit on samples of every binade for alpha = %f", (alpha) => {
    const input = negativeFloatsOfEveryBinade(200);
    const [first, ...others] = backendNames.map((backend) => createElu({ backend }).elu(input, { alpha }));
    for (const other of others) expectSameBits(other, first);
  });
});
