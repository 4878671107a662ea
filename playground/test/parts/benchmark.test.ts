import { afterEach, describe, expect, it, vi } from "vitest";
import { createCandidates } from "../../src/machine/candidates.js";
import { measure } from "../../src/machine/figures.js";
import {
  CANDIDATE_NAMES,
  concludeBenchmark,
  OPERATION_NAMES,
  titleOf,
  undefinedAt,
} from "../../src/machine/operations.js";

afterEach(() => vi.restoreAllMocks());

describe("the benchmark", () => {
  it.each(OPERATION_NAMES)("of %s runs every candidate, or says why it is unavailable", async (operation) => {
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

  it("has the title of its function, and none of CELU at 0", () => {
    expect(titleOf("celu-gradient", "0.50")).toBe("CELU’s gradient with alpha 0.50");
    expect(titleOf("selu", "0.50")).toBe("SELU");
    expect([undefinedAt("celu", 0.5), undefinedAt("elu", 0)]).toEqual([undefined, undefined]);
    expect(undefinedAt("celu-gradient", 0)).toMatch("divides by alpha");
  });

  it("concludes with the gain over the plain loop and the cost beside ReLU", () => {
    const figures = [
      { name: "simd", nsPerFloat: 1 },
      { name: "plain", nsPerFloat: 12.4 },
      { name: "relu", nsPerFloat: 0.25 },
    ] as const;
    expect(concludeBenchmark(figures, "ELU")).toBe(
      "Done, ELU: elu-simd is 12 times as fast as the plain loop here. " +
        "Beside ReLU in SIMD it costs 0.75 ns per float more: 1.00 against 0.25.",
    );
    expect(concludeBenchmark(figures.slice(1), "ELU")).toMatch(/SIMD is not available here/);
  });

  it("warms up, measures in turns, and reports its progress", async () => {
    let clock = 0;
    vi.spyOn(performance, "now").mockImplementation(() => clock);
    const turns: string[] = [];
    const spent: Record<string, number> = { quick: 0, slow: 0 };
    const taking = (name: string, milliseconds: number) => () => {
      if (turns.at(-1) !== name) turns.push(name);
      if (turns.length <= 2) spent[name] += milliseconds;
      clock += milliseconds;
    };
    const shares: number[] = [];
    const runs = [taking("quick", 1), taking("slow", 5)];
    const nanoseconds = await measure(runs, { warmUp: 60, rounds: 2, turn: 20 }, (share) => {
      shares.push(share);
    });
    expect(nanoseconds).toEqual([1e6, 5e6]);
    expect(spent.quick).toBeGreaterThanOrEqual(60);
    expect(spent.slow).toBeGreaterThanOrEqual(60);
    expect(shares).toEqual([0.3, 0.6, 0.7, 0.8, 0.9]);
    expect(turns).toEqual(["quick", "slow", "quick", "slow", "quick", "slow"]);
  });
});
