/** Promises about the values of ELU, SELU and CELU. */
import { MEMBERS, type Member, SELU } from "../../proof/reference/family.js";
import { pytorchCases } from "../golden/pytorch.js";
import { assert, assertSameBits } from "./assert.js";
import { ALPHAS, NOT_NEGATIVE, negativeFloatsOfEveryBinade, normalFloats, POSITIVE_ALPHAS } from "./inputs.js";
import { alphasOf, assertAllNear, forwardOf, widthOf } from "./members.js";
import type { ContractPromise } from "./operations.js";

export const values: readonly ContractPromise[] = [
  ...MEMBERS.flatMap(valuesOf),
  {
    title: "elu and celu take alpha = 1 by default",
    check: ({ elu, celu }) => {
      const input = normalFloats(100);
      for (const forward of [elu, celu]) {
        assertSameBits(forward(input), forward(input, { alpha: 1 }), "not given:");
        assertSameBits(forward(input, { alpha: undefined }), forward(input, { alpha: 1 }), "undefined:");
      }
    },
  },
  {
    title: "elu rounds alpha to float32",
    check: ({ elu }) => {
      const input = normalFloats(100);
      assertSameBits(elu(input, { alpha: 0.1 }), elu(input, { alpha: Math.fround(0.1) }), "0.1:");
      assertSameBits(elu(input, { alpha: 1e-50 }), elu(input, { alpha: 0 }), "1e-50:");
    },
  },
  {
    title: "elu and celu keep the bits of positive numbers, 0, -0 and quiet NaN with any payload",
    check: ({ elu, celu }) => {
      for (const alpha of ALPHAS) assertSameBits(elu(NOT_NEGATIVE, { alpha }), NOT_NEGATIVE, `elu, alpha ${alpha}:`);
      for (const alpha of POSITIVE_ALPHAS) {
        assertSameBits(celu(NOT_NEGATIVE, { alpha }), NOT_NEGATIVE, `celu, alpha ${alpha}:`);
      }
    },
  },
  {
    title: "selu keeps 0 and -0, gives NaN for NaN, and Infinity if the product overflows",
    check: ({ selu }) => {
      const input = Float32Array.of(0, -0, Number.NaN, 3.4e38, Infinity);
      assertSameBits(selu(input), Float32Array.of(0, -0, Number.NaN, Infinity, Infinity));
    },
  },
  {
    title: "selu is within its bound of float64 at positive inputs",
    check: ({ selu }) => {
      const input = negativeFloatsOfEveryBinade(50).map((x) => -x);
      assertAllNear(SELU, "value", selu(input), (x) => SELU.value(x, 1), input, 1);
    },
  },
  {
    title: "celu equals elu at alpha = 1",
    check: ({ celu, elu }) => {
      const input = normalFloats(100);
      assertSameBits(celu(input, { alpha: 1 }), elu(input));
    },
  },
];

function valuesOf(member: Member): ContractPromise[] {
  const { name, value } = member;
  return [
    {
      title: `${name} is within its bound of PyTorch`,
      check: (functions) => {
        for (const { alpha, input, expected } of pytorchCases(name)) {
          const result = forwardOf(functions, member)(Float32Array.from(input), alpha);
          assertAllNear(member, "value", result, (_, i) => expected[i], input, alpha);
        }
      },
    },
    {
      title: `${name} is within its bound of float64, or one subnormal step, at any negative input`,
      check: (functions) => {
        for (const alpha of alphasOf(member)) {
          // Covers the whole range in which the function curves, and more.
          const step = -1e-3 * widthOf(member, alpha);
          const curved = Float32Array.from({ length: 20_000 }, (_, i) => step * (i + 1));
          for (const input of [negativeFloatsOfEveryBinade(50), curved]) {
            const result = forwardOf(functions, member)(input, alpha);
            assertAllNear(member, "value", result, (x) => value(x, alpha), input, alpha);
          }
        }
      },
    },
    {
      title: `${name} saturates at -alpha (selu at -alpha times scale), also at -Infinity`,
      check: (functions) => {
        for (const alpha of alphasOf(member)) {
          const far = [-17.5, -18, -88, -104, -1e4, -3.4e38].map((x) => x * Math.max(1, widthOf(member, alpha)));
          const result = forwardOf(functions, member)(Float32Array.of(...far, -Infinity), alpha);
          const lowest = member === SELU ? Math.fround(-1.7580993408473768) : -alpha;
          assert(
            result.every((y) => y === lowest),
            `alpha ${alpha}: ${result}`,
          );
        }
      },
    },
  ];
}
