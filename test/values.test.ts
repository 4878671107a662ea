import { describe, expect, it } from "vitest";
import { CELU, ELU, isWithin, type Member, SELU } from "../reference/family.js";
import { ulpError } from "../reference/ulp.js";
import type { Elu } from "../src/index.js";
import { deterministicNames, functionsOn, onEveryBackend } from "./backends.js";
import { expectSameBits, floatsOfBits, negativeFloatsOfEveryBinade, normalFloats } from "./floats.js";
import { pytorchCases } from "./golden/pytorch.js";

/** Next to overflow, next to underflow, subnormal, awkward, negative. */
const ALPHAS = [0, 1, 2, 0.3, 1.7, 42.42, -1, 1e-3, 1e6, 3e38, 1e-36, 3.1e-38, 2 ** -126, 4e-39, 1e-44].map(
  Math.fround,
);
const POSITIVE_ALPHAS = ALPHAS.filter((alpha) => alpha > 0);

/** Floats that are not negative numbers: zeros, positive numbers, infinity, quiet NaN of any payload. */
const NOT_NEGATIVE = floatsOfBits(
  ...[0, 0x80000000, 1, 0x3f800000, 0x7f7fffff, 0x7f800000, 0x7fc00000, 0xffc00001, 0x7fc12345],
);

/** Floats over the whole range in which CELU with that alpha curves, and beyond it. */
const curved = (alpha: number) => Float32Array.from({ length: 20_000 }, (_, i) => -1e-3 * (i + 1) * alpha);

function expectWithinBound(member: Member, input: Float32Array, result: Float32Array, alpha: number) {
  input.forEach((x, i) => {
    const exact = member.value(x, alpha);
    if (!isWithin(member, "value", alpha, x, result[i], exact)) {
      expect.fail(`${result[i]} at ${x} is ${ulpError(result[i], exact)} ULP from ${exact}`);
    }
  });
}

onEveryBackend("elu", ({ elu }) => {
  it.each(pytorchCases("elu"))("is within its bound of PyTorch for alpha = $alpha", ({ alpha, input, expected }) => {
    const result = elu(Float32Array.from(input), { alpha });
    const errors = expected.map((exact, i) => ulpError(result[i], exact));
    expect(Math.max(...errors)).toBeLessThanOrEqual(ELU.valueBound(alpha));
  });

  it.each(ALPHAS)("is within 2 ULP of float64, or two subnormal steps, at any input for alpha = %f", (alpha) => {
    for (const input of [negativeFloatsOfEveryBinade(50), curved(1)]) {
      expectWithinBound(ELU, input, elu(input, { alpha }), alpha);
    }
  });

  it("is within 0.87 ULP of float64 for alpha = 1 where the error is largest", () => {
    const input = Float32Array.from({ length: 200_000 }, (_, i) => -0.2 - i * 5e-6);
    expectWithinBound(ELU, input, elu(input), 1);
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

  it.each([1, 3])(
    "keeps the bits of positive numbers, 0, -0 and quiet NaN, whatever its payload, alpha = %f",
    (alpha) => {
      expectSameBits(elu(NOT_NEGATIVE, { alpha }), NOT_NEGATIVE);
    },
  );

  it.each(ALPHAS)("saturates at -alpha from -17.5 down to -Infinity for alpha = %f", (alpha) => {
    const result = elu(Float32Array.of(-17.5, -18, -88, -104, -1e4, -3.4e38, -Infinity), { alpha });
    expect(result.every((y) => y === -alpha)).toBe(true);
  });

  it("keeps every digit next to 0", () => {
    const input = Float32Array.of(-1e-4, -1e-8, -1e-20, -1.1754944e-38, -1e-45);
    expect(Array.from(elu(input))).toEqual(Array.from(input, (x) => Math.fround(Math.expm1(x))));
  });
});

onEveryBackend("selu", ({ selu }) => {
  it.each(pytorchCases("selu"))("is within 2.1 ULP of PyTorch", ({ input, expected }) => {
    const result = selu(Float32Array.from(input));
    const errors = expected.map((exact, i) => ulpError(result[i], exact));
    expect(Math.max(...errors)).toBeLessThanOrEqual(2.1);
  });

  it("is within 2.1 ULP of float64 at any input", () => {
    for (const negative of [negativeFloatsOfEveryBinade(50), curved(1)]) {
      for (const input of [negative, negative.map((x) => -x)]) expectWithinBound(SELU, input, selu(input), 1);
    }
  });

  it("saturates at minus alpha times scale", () => {
    const result = selu(Float32Array.of(-17.5, -100, -3.4e38, -Infinity));
    expect(result.every((y) => y === Math.fround(-1.7580993408473768))).toBe(true);
  });

  it("keeps 0 and -0, gives NaN for NaN, and Infinity from where the product overflows", () => {
    expect(Array.from(selu(Float32Array.of(0, -0, Number.NaN, 3.4e38, Infinity)))).toEqual([
      0,
      -0,
      Number.NaN,
      Infinity,
      Infinity,
    ]);
  });
});

onEveryBackend("celu", ({ celu, elu }) => {
  it.each(pytorchCases("celu"))("is within 4 ULP of PyTorch for alpha = $alpha", ({ alpha, input, expected }) => {
    const result = celu(Float32Array.from(input), { alpha });
    const errors = expected.map((exact, i) => ulpError(result[i], exact));
    expect(Math.max(...errors)).toBeLessThanOrEqual(4);
  });

  it.each(POSITIVE_ALPHAS)("is within 4 ULP of float64 at any input for alpha = %f", (alpha) => {
    for (const input of [negativeFloatsOfEveryBinade(50), curved(alpha)]) {
      expectWithinBound(CELU, input, celu(input, { alpha }), alpha);
    }
  });

  it("is ELU with alpha = 1, the default", () => {
    const input = normalFloats(100);
    expectSameBits(celu(input), elu(input));
    expectSameBits(celu(input, { alpha: 1 }), elu(input));
  });

  it("keeps the bits of positive numbers, 0, -0 and quiet NaN, whatever its payload", () => {
    expectSameBits(celu(NOT_NEGATIVE, { alpha: 3 }), NOT_NEGATIVE);
  });

  it("gives the input where dividing it by alpha leaves next to nothing", () => {
    const input = Float32Array.of(-1, -0.001, -1e-30);
    expectSameBits(celu(input, { alpha: 3e38 }), input);
  });

  it.each(POSITIVE_ALPHAS)("saturates at -alpha for alpha = %f", (alpha) => {
    expect(celu(Float32Array.of(-Infinity), { alpha })[0]).toBe(-alpha);
  });
});

describe("deterministic backends", () => {
  const functions = deterministicNames.map(functionsOn);

  it.each<[string, (functions: Elu, input: Float32Array) => Float32Array]>([
    ...ALPHAS.map((alpha) => [`elu, alpha ${alpha}`, ({ elu }: Elu, input: Float32Array) => elu(input, { alpha })]),
    ["selu", ({ selu }: Elu, input: Float32Array) => selu(input)],
    ...POSITIVE_ALPHAS.map((alpha) => [
      `celu, alpha ${alpha}`,
      ({ celu }: Elu, input: Float32Array) => celu(input, { alpha }),
    ]),
  ] as [string, (functions: Elu, input: Float32Array) => Float32Array][])("agree to the bit: %s", (_, run) => {
    for (const input of [negativeFloatsOfEveryBinade(200), normalFloats(1000), NOT_NEGATIVE]) {
      const [first, ...others] = functions.map((on) => run(on, input));
      for (const other of others) expectSameBits(other, first);
    }
  });
});
