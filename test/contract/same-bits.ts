/** What is promised of deterministic backends alone: the bits of each other. */
import { FAMILY } from "../../proof/reference/family.js";
import { assertSameBits } from "./assert.js";
import { NOT_NEGATIVE, negativeFloatsOfEveryBinade, normalFloats } from "./inputs.js";
import { alphasOf, backwardOf, forwardOf } from "./members.js";
import type { ContractPromise } from "./promise.js";

export const sameBits: readonly ContractPromise[] = FAMILY.flatMap((member): ContractPromise[] => [
  {
    title: `${member.name} has the bits of its twin in JavaScript`,
    check: (functions, twin) => {
      for (const alpha of alphasOf(member)) {
        for (const input of [negativeFloatsOfEveryBinade(200), normalFloats(1000), NOT_NEGATIVE]) {
          const expected = forwardOf(twin, member)(input, alpha);
          assertSameBits(forwardOf(functions, member)(input, alpha), expected, `alpha ${alpha}:`);
        }
      }
    },
  },
  {
    title: `the gradient of ${member.name} has the bits of its twin in JavaScript`,
    check: (functions, twin) => {
      const negative = negativeFloatsOfEveryBinade(50);
      for (const alpha of alphasOf(member)) {
        for (const saved of [negative, negative.map((x) => -x), Float32Array.of(Number.NaN, 0, -0)]) {
          const gradOutput = normalFloats(saved.length, 7);
          for (const from of alpha < 0 ? (["input"] as const) : (["input", "output"] as const)) {
            const expected = backwardOf(twin, member)(gradOutput, saved, alpha, from);
            const result = backwardOf(functions, member)(gradOutput, saved, alpha, from);
            assertSameBits(result, expected, `alpha ${alpha}, from ${from}:`);
          }
        }
      }
    },
  },
]);
