import { afterEach, describe, expect, it, vi } from "vitest";
import { CANDIDATE_NAMES, createCandidates, LENGTH } from "../../src/machine/candidates.js";
import { measure } from "../../src/machine/measure.js";

afterEach(() => vi.restoreAllMocks());

describe("the benchmark", () => {
  it("has every candidate that this engine can run, and says why it has not the others", () => {
    const candidates = createCandidates();
    expect(candidates.map(({ name }) => name)).toEqual([...CANDIDATE_NAMES]);
    for (const { name, run } of candidates) {
      if (typeof run === "function") run();
      else expect([name, run.unavailable]).toEqual(["relaxed", expect.stringMatching("no WebAssembly relaxed SIMD")]);
    }
    expect(LENGTH % 4).toBe(0);
  });

  it("measures all of them in turns, and tells how far it is", () => {
    let clock = 0;
    vi.spyOn(performance, "now").mockImplementation(() => clock);
    const turns: string[] = [];
    const taking = (name: string, milliseconds: number) => () => {
      if (turns.at(-1) !== name) turns.push(name);
      clock += milliseconds;
    };
    const shares: number[] = [];
    const nanoseconds = measure([taking("quick", 1), taking("slow", 5)], { rounds: 3, turn: 20 }, (share) => {
      shares.push(share);
    });
    expect(nanoseconds).toEqual([1e6, 5e6]);
    expect(shares.map((share) => Math.round(6 * share))).toEqual([1, 2, 3, 4, 5, 6]);
    // Once to find out how many fill a turn, and then three rounds.
    expect(turns).toEqual(["quick", "slow", "quick", "slow", "quick", "slow", "quick", "slow"]);
  });
});
