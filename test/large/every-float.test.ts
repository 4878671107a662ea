import { expect, it } from "vitest";
import { ELU } from "../../reference/family.js";
import { ulpError } from "../../reference/ulp.js";
import { createElu } from "../../src/index.js";

/** Bits of -2^-24. Between it and 0, x^2 / 2 is less than half an ULP of x, and the exact result rounds to x. */
const FIRST = 0xb3800000;
/** Bits of -17.5, where the result becomes -1. */
const LAST = 0xc18c0000;
const AT_ONCE = 2 ** 20;

it("elu is within 0.862 ULP of float64 at every float32 from -17.5 to -2^-24, alpha = 1", () => {
  const { elu } = createElu({ backend: "wasm-simd" });
  const input = new Float32Array(AT_ONCE);
  const inputBits = new Uint32Array(input.buffer);
  let largest = 0;
  for (let first = FIRST; first <= LAST; first += AT_ONCE) {
    for (let i = 0; i < AT_ONCE; i++) inputBits[i] = first + i;
    const result = elu(input);
    for (let i = 0; i < AT_ONCE; i++) largest = Math.max(largest, ulpError(result[i], ELU.value(input[i], 1)));
  }
  expect(largest).toBeGreaterThan(0.5);
  expect(largest).toBeLessThan(0.862);
});
