import * as fc from "fast-check";
import { expect, it } from "vitest";
import { eluReference } from "../reference/elu.js";
import { ulpError } from "../reference/ulp.js";
import { STAGING_LENGTH } from "../src/staging.js";
import { onEveryBackend } from "./backends.js";
import { expectSameBits, normalFloats } from "./floats.js";

const anyFloats = fc.float32Array({ maxLength: 200 });
const anyAlpha = fc.oneof(
  fc.constantFrom(1, 2, 0.5, -1, 0),
  fc.float({ min: Math.fround(1e-30), max: Math.fround(1e30), noNaN: true }),
  fc.float({ min: Math.fround(-100), max: Math.fround(-1e-30), noNaN: true }),
);

onEveryBackend("elu", ({ elu }) => {
  it("is within 1.5 ULP of float64 for any floats and any alpha, or keeps the bits", () => {
    fc.assert(
      fc.property(anyFloats, anyAlpha, (input, alpha) => {
        const result = elu(input, { alpha });
        input.forEach((x, i) => {
          if (x < 0) expect(ulpError(result[i], eluReference(x, alpha))).toBeLessThanOrEqual(1.5);
          else expect(result[i]).toBe(x);
        });
      }),
      { numRuns: 500 },
    );
  });

  it("never falls where x rises, for a positive alpha", () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), fc.float({ noNaN: true }), (a, b) => {
        const [low, high] = elu(Float32Array.of(Math.min(a, b), Math.max(a, b)));
        expect(low).toBeLessThanOrEqual(high);
      }),
      { numRuns: 2000 },
    );
  });

  it("gives for any two windows on one memory what copying the input first would give", () => {
    const size = 2 * STAGING_LENGTH + 100;
    const original = normalFloats(size);
    fc.assert(
      fc.property(
        fc
          .nat({ max: size })
          .chain((length) =>
            fc.tuple(fc.constant(length), fc.nat({ max: size - length }), fc.nat({ max: size - length })),
          ),
        ([length, inputStart, outStart]) => {
          const memory = original.slice();
          const input = memory.subarray(inputStart, inputStart + length);
          const expected = original.slice();
          expected.set(elu(input.slice()), outStart);
          elu(input, { out: memory.subarray(outStart, outStart + length) });
          expectSameBits(memory, expected);
        },
      ),
      { numRuns: 50 },
    );
  });
});
