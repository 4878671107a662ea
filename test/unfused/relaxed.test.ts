import { it } from "vitest";
import { functionsOn } from "../backends.js";
import { expectSameBits, normalFloats } from "../floats.js";
import { operations } from "../operations.js";

it.each(operations)("$title on relaxed SIMD gives the deterministic bits where nothing is fused", ({ arity, run }) => {
  const inputs = Array.from({ length: arity }, (_, k) => normalFloats(10_000, k + 1));
  expectSameBits(run(functionsOn("wasm-relaxed-simd"), inputs), run(functionsOn("wasm-simd"), inputs));
});
