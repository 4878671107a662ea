/** Promises about the gradients. */
import { CELU, ELU, MEMBERS, type Member, mayBeZero, SELU } from "../../proof/reference/family.js";
import { pytorchCases } from "../golden/pytorch.js";
import { assert, assertSameBits } from "./assert.js";
import { normalFloats } from "./inputs.js";
import { alphasOf, assertAllNear, backwardOf, widthOf } from "./members.js";
import type { ContractPromise } from "./operations.js";

const FROM = ["input", "output"] as const;

export const gradients: readonly ContractPromise[] = [
  ...MEMBERS.flatMap(gradientsOf),
  {
    title: "gradients at 0 and -0 are the derivative from the left, alpha for ELU, from the input and from the output",
    check: (functions) => {
      const [zeros, ones] = [Float32Array.of(0, -0), Float32Array.of(1, 1)];
      for (const from of FROM) {
        for (const member of [ELU, SELU, CELU]) {
          for (const alpha of alphasOf(member).filter((alpha) => alpha >= 0)) {
            const expected = new Float32Array(2).fill({ elu: alpha, selu: 1.7580993408473768, celu: 1 }[member.name]);
            const result = backwardOf(functions, member)(ones, zeros, alpha, from);
            // From the input, a negligible alpha e^x may be computed as 0.
            if (from === "input" && mayBeZero(member, "gradient", alpha, 0) && result.every((one) => one === 0))
              continue;
            assertSameBits(result, expected, `${member.name}, alpha ${alpha}, from ${from}:`);
          }
        }
      }
    },
  },
];

function gradientsOf(member: Member): ContractPromise[] {
  const { name, gradient, gradientFromOutput } = member;
  return [
    {
      title: `the gradient of ${name} is within its bound of PyTorch`,
      check: (functions) => {
        for (const { alpha, input, gradOutput, expectedGrad } of pytorchCases(name)) {
          const result = backwardOf(functions, member)(Float32Array.from(gradOutput), Float32Array.from(input), alpha);
          assertAllNear(member, "gradient", result, (_, i) => expectedGrad[i], input, alpha);
        }
      },
    },
    {
      title: `the gradient of ${name} is within its bound of float64 at any input`,
      check: (functions) => {
        for (const alpha of alphasOf(member)) {
          const step = -5e-3 * widthOf(member, alpha);
          const input = Float32Array.from({ length: 20_000 }, (_, i) => step * i);
          // Gradients from 2^-60 to 2^60: no intermediate product may overflow or underflow.
          const gradOutput = normalFloats(input.length, 3).map((g, i) => g * 2 ** ((i % 121) - 60));
          const result = backwardOf(functions, member)(gradOutput, input, alpha);
          assertAllNear(member, "gradient", result, (x, i) => gradOutput[i] * gradient(x, alpha), input, alpha);
        }
      },
    },
    {
      title: `the gradient of ${name} from the output is within its bound of float64`,
      check: (functions) => {
        for (const alpha of alphasOf(member).filter((alpha) => alpha >= 0)) {
          const lowest = member === SELU ? Math.fround(-1.7580993408473768) : -alpha;
          const output = Float32Array.from({ length: 20_001 }, (_, i) => lowest * (1 - i / 20_000) ** 3);
          const gradOutput = normalFloats(output.length, 4);
          const result = backwardOf(functions, member)(gradOutput, output, alpha, "output");
          const exact = (y: number, i: number) => gradOutput[i] * gradientFromOutput(y, alpha);
          assertAllNear(member, "gradient from output", result, exact, output, alpha);
        }
      },
    },
    {
      title: `the gradient of ${name} far from 0 is 0 on the left, gradOutput times scale on the right, never NaN`,
      check: (functions) => {
        const [gradOutput, right] = [new Float32Array(8).fill(-3), -3 * Math.fround(gradient(1, 1))];
        const far = Float32Array.of(-1e4, -3.4e38, -Infinity, 88, 89, 1e4, 3.4e38, Infinity);
        const expected = Float32Array.of(-0, -0, -0, right, right, right, right, right);
        assertSameBits(backwardOf(functions, member)(gradOutput, far, 1), expected);
        // The exact value is subnormal here, and the bound allows 0.
        const nearly = Float32Array.of(-88, -89);
        const result = backwardOf(functions, member)(gradOutput.subarray(0, 2), nearly, 1);
        assertAllNear(member, "gradient", result, (x) => -3 * gradient(x, 1), nearly, 1);
      },
    },
    {
      title: `the gradient of ${name} is NaN for NaN in saved or in gradOutput`,
      check: (functions) => {
        const [gradOutput, saved] = [Float32Array.of(1, Number.NaN, Number.NaN), Float32Array.of(Number.NaN, -1, 1)];
        for (const from of FROM) {
          const result = backwardOf(functions, member)(gradOutput, saved, 1, from);
          assert(result.every(Number.isNaN), `from ${from}: ${result}`);
        }
      },
    },
    {
      title: `the gradient of ${name} takes saved as the input, and alpha as 1, by default`,
      check: (functions) => {
        const [gradOutput, input] = [normalFloats(100, 5), normalFloats(100, 6)];
        const expected = backwardOf(functions, member)(gradOutput, input, 1, "input");
        assertSameBits(functions[`${name}Backward`](gradOutput, input), expected);
      },
    },
  ];
}
