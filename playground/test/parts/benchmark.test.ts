import { describe, expect, it } from "vitest";
import { createCandidates } from "../../src/machine/candidates.js";
import { CANDIDATE_NAMES, concludeBenchmark } from "../../src/machine/results.js";

describe("the benchmark", () => {
  it.each(["elu", "celuBackward"])("of %s runs every candidate, or says why it is unavailable", async (operation) => {
    const { candidates, close } = await createCandidates(operation, 0.5);
    const all = CANDIDATE_NAMES.filter((name) => name !== "scalar" || operation === "elu");
    expect(candidates.map(({ name }) => name)).toEqual(all);
    for (const { name, run } of candidates) {
      if (typeof run === "function") await run();
      else {
        expect([name, run.unavailable]).toEqual([
          expect.stringMatching(/relaxed|threads/),
          expect.stringMatching(/no WebAssembly relaxed SIMD|not cross-origin isolated/),
        ]);
      }
    }
    await close();
  });

  it("concludes with the gain over the plain loop and the cost compared with ReLU", () => {
    const figures = [
      { name: "simd", nsPerFloat: 1 },
      { name: "plain", nsPerFloat: 12.4 },
      { name: "relu", nsPerFloat: 0.25 },
    ] as const;
    expect(concludeBenchmark(figures, "ELU")).toBe(
      "Done, ELU: elu-simd is 12 times as fast as the plain loop here. " +
        "It costs 0.75 ns per float more than ReLU in SIMD: 1.00 against 0.25.",
    );
    expect(concludeBenchmark(figures.slice(1), "ELU")).toMatch(/SIMD is not available here/);
  });
});
