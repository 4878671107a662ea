import { describe, it } from "vitest";
import { assertSameBits } from "../contract/assert.js";
import { normalFloats } from "../contract/inputs.js";
import { operations } from "../contract/operations.js";
import { promisesOf } from "../contract/promises.js";
import { functionsOn } from "../support/backends.js";

const relaxed = functionsOn("wasm-relaxed-simd");

describe("relaxed SIMD without fused multiply-add", () => {
  for (const { title, check } of promisesOf("wasm-relaxed-simd")) it(title, () => check(relaxed, functionsOn("js")));

  it.each(operations)("$title has the bits of wasm-simd", ({ arity, run }) => {
    const inputs = Array.from({ length: arity }, (_, k) => normalFloats(10_000, k + 1));
    assertSameBits(run(relaxed, inputs), run(functionsOn("wasm-simd"), inputs));
  });
});
