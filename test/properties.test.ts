import * as fc from "fast-check";
import { expect, it } from "vitest";
import { ELU } from "../proof/reference/family.js";
import { assertSameBits } from "./contract/assert.js";
import { copies, normalFloats, STAGED } from "./contract/inputs.js";
import { assertNear } from "./contract/members.js";
import { onEveryBackend, onEveryOperation } from "./support/backends.js";

const anyFloats = fc.float32Array({ maxLength: 200 });
const anyAlpha = fc.oneof(
  fc.constantFrom(1, 2, 0.5, -1, 0),
  fc.float({ min: Math.fround(1e-30), max: Math.fround(1e30), noNaN: true }),
  fc.float({ min: Math.fround(-100), max: Math.fround(-1e-30), noNaN: true }),
);

onEveryBackend("elu", ({ elu }) => {
  it("is within its bound of float64 at negative floats for any alpha, and keeps all other floats", () => {
    fc.assert(
      fc.property(anyFloats, anyAlpha, (input, alpha) => {
        const [result, rounded] = [elu(input, { alpha }), Math.fround(alpha)];
        input.forEach((x, i) => {
          if (x < 0) assertNear(ELU, "value", result[i], ELU.value(x, rounded), x, rounded);
          else expect(result[i]).toBe(x);
        });
      }),
      { numRuns: 500 },
    );
  });

  it("is monotonic at alpha = 1", () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), fc.float({ noNaN: true }), (a, b) => {
        const [low, high] = elu(Float32Array.of(Math.min(a, b), Math.max(a, b)));
        expect(low).toBeLessThanOrEqual(high);
      }),
      { numRuns: 2000 },
    );
  });
});

onEveryOperation(({ arity, run }, functions) => {
  it("computes any windows on one memory as if the inputs were copied first", () => {
    const size = 2 * STAGED + 100;
    const original = normalFloats(size);
    const anyWindows = fc.record({
      length: fc.nat({ max: size }),
      starts: fc.array(fc.nat({ max: size }), { minLength: arity + 1, maxLength: arity + 1 }),
    });
    fc.assert(
      fc.property(anyWindows, ({ length, starts }) => {
        const memory = original.slice();
        const places = starts.map((start) => Math.min(start, size - length));
        const windows = places.map((start) => memory.subarray(start, start + length));
        const [inputs, out] = [windows.slice(0, arity), windows[arity]];
        const expected = original.slice();
        expected.set(run(functions, copies(inputs)), places[arity]);
        run(functions, inputs, out);
        assertSameBits(memory, expected);
      }),
      { numRuns: 40 },
    );
  });
});
