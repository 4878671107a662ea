import { describe, expect, it } from "vitest";
import { CELU, ELU, FAMILY, isWithin, type Kind, type Member, SELU } from "../reference/family.js";
import { ulpError } from "../reference/ulp.js";
import type { Elu, EluBackwardOptions } from "../src/index.js";
import { deterministicNames, functionsOn, onEveryBackend } from "./backends.js";
import { expectSameBits, negativeFloatsOfEveryBinade, normalFloats } from "./floats.js";
import { pytorchCases } from "./golden/pytorch.js";

const ALPHAS = [0, 1, 2, 0.25, 0.3, 42.42, 1e-3, 1e6, 3e38, 1e-36, 2 ** -126, 1e-44].map(Math.fround);

/** The alphas that make sense for a member: SELU has none of its own. */
function alphasOf({ name }: Member): number[] {
  if (name === "selu") return [1];
  return name === "elu" ? [...ALPHAS, -1, -0.3].map(Math.fround) : ALPHAS.filter((alpha) => alpha > 0);
}

/** The backward function of a member, which for SELU ignores alpha. */
function backwardOf(functions: Elu, { name }: Member) {
  return functions[`${name}Backward`] as (
    gradOutput: Float32Array,
    saved: Float32Array,
    options?: EluBackwardOptions,
  ) => Float32Array;
}

function expectNear(member: Member, kind: Kind, alpha: number, x: number, actual: number, exact: number): void {
  if (isWithin(member, kind, alpha, x, actual, exact)) return;
  expect.fail(`${actual} at ${x} is ${ulpError(actual, exact)} ULP from ${exact}`);
}

onEveryBackend("gradients", (functions) => {
  describe.each(FAMILY)("of $name", (member) => {
    const backward = backwardOf(functions, member);

    it.each(pytorchCases(member.name))("are within their bound of PyTorch for alpha = $alpha", (golden) => {
      const { alpha, input, gradOutput, expectedGrad } = golden;
      const result = backward(Float32Array.from(gradOutput), Float32Array.from(input), { alpha });
      expectedGrad.forEach((exact, i) => {
        expectNear(member, "gradient", alpha, input[i], result[i], exact);
      });
    });

    it.each(alphasOf(member))("are within their bound of float64 at any input for alpha = %f", (alpha) => {
      const scale = member === CELU ? alpha : 1;
      const input = Float32Array.from({ length: 20_000 }, (_, i) => scale * -5e-3 * i);
      // Up to 2^60 and down to 2^-60: no product of the factors may overflow or underflow before the last.
      const gradOutput = normalFloats(input.length, 3).map((g, i) => g * 2 ** ((i % 121) - 60));
      const result = backward(gradOutput, input, { alpha });
      input.forEach((x, i) => {
        const exact = gradOutput[i] * member.gradient(x, alpha);
        expectNear(member, "gradient", alpha, x, result[i], exact);
      });
    });

    it.each(alphasOf(member).filter((alpha) => alpha >= 0))(
      "from the output are within 2 ULP of float64 for alpha = %f",
      (alpha) => {
        const lowest = member === SELU ? Math.fround(-1.7580993408473768) : -alpha;
        const output = Float32Array.from({ length: 20_001 }, (_, i) => lowest * (1 - i / 20_000) ** 3);
        const gradOutput = normalFloats(output.length, 4);
        const result = backward(gradOutput, output, { alpha, from: "output" });
        output.forEach((y, i) => {
          const exact = gradOutput[i] * member.gradientFromOutput(y, alpha);
          expectNear(member, "gradient from output", alpha, y, result[i], exact);
        });
      },
    );

    it("agree with central differences in float64", () => {
      const step = 1e-6;
      const input = normalFloats(500).filter((x) => Math.abs(x) > step);
      for (const alpha of member === SELU ? [1] : [0.3, 1, 2]) {
        const rounded = Math.fround(alpha);
        const result = backward(new Float32Array(input.length).fill(1), input, { alpha });
        input.forEach((x, i) => {
          const difference = (member.value(x + step, rounded) - member.value(x - step, rounded)) / (2 * step);
          expect(Math.abs(result[i] - difference)).toBeLessThan(1e-6 * Math.max(1, Math.abs(difference)));
        });
      }
    });

    it("are those from the output, as far as the output tells them", () => {
      const forward = functions[member.name] as (input: Float32Array) => Float32Array;
      const input = normalFloats(1000);
      const gradOutput = new Float32Array(input.length).fill(1);
      const fromInput = backward(gradOutput, input);
      const fromOutput = backward(gradOutput, forward(input), { from: "output" });
      fromInput.forEach((gradient, i) => {
        expect(Math.abs(fromOutput[i] - gradient)).toBeLessThan(3e-7);
      });
    });

    it("far out are 0 to the left and plain to the right, never NaN", () => {
      const far = Float32Array.of(-88, -89, -1e4, -3.4e38, -Infinity, 88, 89, 1e4, 3.4e38, Infinity);
      const gradOutput = new Float32Array(far.length).fill(-3);
      const right = Math.fround(-3 * Math.fround(member.gradient(1, 1)));
      expect(Array.from(backward(gradOutput, far))).toEqual([-0, -0, -0, -0, -0, right, right, right, right, right]);
    });

    it("are NaN for NaN, in saved and in gradOutput", () => {
      for (const from of ["input", "output"] as const) {
        const result = backward(Float32Array.of(1, Number.NaN, Number.NaN), Float32Array.of(Number.NaN, -1, 1), {
          from,
        });
        expect(Array.from(result)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
      }
    });

    it("take saved for the input by default", () => {
      const [gradOutput, input] = [normalFloats(100, 5), normalFloats(100, 6)];
      expectSameBits(backward(gradOutput, input), backward(gradOutput, input, { from: "input" }));
    });
  });

  it("are alpha at 0 and -0, for every way to ask", () => {
    const zeros = Float32Array.of(0, -0);
    const ones = Float32Array.of(1, 1);
    for (const from of ["input", "output"] as const) {
      for (const alpha of [1, 0.3, 2, 0]) {
        const expected = Float32Array.of(alpha, alpha);
        expect(functions.eluBackward(ones, zeros, { alpha, from })).toEqual(expected);
      }
      expect(functions.celuBackward(ones, zeros, { alpha: 0.3, from })).toEqual(ones);
      expect(functions.seluBackward(ones, zeros, { from })).toEqual(
        Float32Array.of(1.7580993408473768, 1.7580993408473768),
      );
    }
  });

  it("keep their digits where SELU's output is next to saturation", () => {
    const saturated = Float32Array.of(-1.7580993408473768);
    const [gradient] = functions.seluBackward(Float32Array.of(1), saturated, { from: "output" });
    expect(ulpError(gradient, saturated[0] + 1.7580993408473768)).toBeLessThanOrEqual(2);
  });

  it("are right to the last float before e^x is taken as 0", () => {
    const edge = Float32Array.of(-86.64, -87.3, -87.6);
    const gradOutput = Float32Array.of(1e30, 1e30, 1e30);
    functions.eluBackward(gradOutput, edge).forEach((gradient, i) => {
      expect(ulpError(gradient, 1e30 * ELU.gradient(edge[i], 1)), `at ${edge[i]}`).toBeLessThanOrEqual(3);
    });
  });
});

describe("deterministic backends", () => {
  const [first, ...others] = deterministicNames.map(functionsOn);

  it.each(FAMILY.flatMap((member) => alphasOf(member).map((alpha) => ({ member, name: member.name, alpha }))))(
    "agree to the bit on gradients of $name, alpha $alpha",
    ({ member, alpha }) => {
      const negative = negativeFloatsOfEveryBinade(50);
      for (const saved of [negative, negative.map((x) => -x), Float32Array.of(Number.NaN, 0, -0)]) {
        const gradOutput = normalFloats(saved.length, 7);
        for (const from of alpha < 0 ? (["input"] as const) : (["input", "output"] as const)) {
          const expected = backwardOf(first, member)(gradOutput, saved, { alpha, from });
          for (const other of others) {
            expectSameBits(backwardOf(other, member)(gradOutput, saved, { alpha, from }), expected, from);
          }
        }
      }
    },
  );
});
