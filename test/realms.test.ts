import { runInNewContext } from "node:vm";
import { it } from "vitest";
import { assertSameBits } from "./contract/assert.js";
import { onEveryOperation } from "./support/backends.js";

onEveryOperation(({ arity, run }, functions) => {
  it("takes arrays of another realm", () => {
    const every = (make: () => Float32Array) => Array.from({ length: arity }, make);
    const foreign = every(() => runInNewContext("Float32Array.of(-1, 2)"));
    const out: Float32Array = runInNewContext("new Float32Array(2)");
    const expected = run(
      functions,
      every(() => Float32Array.of(-1, 2)),
    );
    assertSameBits(run(functions, foreign), expected, "in:");
    assertSameBits(run(functions, foreign, out), expected, "out:");
  });
});
