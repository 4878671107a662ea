import { it } from "vitest";
import { assertSameBits } from "../contract/assert.js";
import { normalFloats } from "../contract/inputs.js";
import { operations } from "../contract/operations.js";
import { functionsOn } from "../support/backends.js";

it.each(operations)("$title on relaxed SIMD gives the deterministic bits where nothing is fused", ({ arity, run }) => {
  const inputs = Array.from({ length: arity }, (_, k) => normalFloats(10_000, k + 1));
  assertSameBits(run(functionsOn("wasm-relaxed-simd"), inputs), run(functionsOn("wasm-simd"), inputs));
});
