import { celu, celuBackward, elu, eluBackward, selu, seluBackward } from "elu-simd";
import { afterEach, describe, expect, it, vi } from "vitest";
import { errorsOf, LARGEST, largestWithin, SMALLEST } from "../src/accuracy/errors.js";
import { CURVE_NAMES, curveAt } from "../src/curve/curves.js";
import { CANDIDATE_NAMES, createCandidates, LENGTH } from "../src/machine/candidates.js";
import { measure } from "../src/machine/measure.js";

afterEach(() => vi.restoreAllMocks());

const X = Float32Array.of(-6, -1, -0.25, 0, 0.5, 4);
const ONES = new Float32Array(X.length).fill(1);

describe("the curves", () => {
  it("are those of the package", () => {
    const alpha = 1.7;
    expect(curveAt("elu", X, alpha)).toEqual({
      values: elu(X, { alpha }),
      derivatives: eluBackward(ONES, X, { alpha }),
    });
    expect(curveAt("selu", X, alpha)).toEqual({ values: selu(X), derivatives: seluBackward(ONES, X) });
    expect(curveAt("celu", X, alpha)).toEqual({
      values: celu(X, { alpha }),
      derivatives: celuBackward(ONES, X, { alpha }),
    });
  });

  it("of ReLU and leaky ReLU are what they should be", () => {
    expect(curveAt("relu", X, 1)).toEqual({
      values: Float32Array.of(0, 0, 0, 0, 0.5, 4),
      derivatives: Float32Array.of(0, 0, 0, 0, 1, 1),
    });
    expect(curveAt("leaky", X, 1)).toEqual({
      values: Float32Array.of(-0.06, -0.01, -0.0025, 0, 0.5, 4),
      derivatives: Float32Array.of(0.01, 0.01, 0.01, 0.01, 1, 1),
    });
  });

  it("are all there at every alpha, but for CELU at 0", () => {
    for (const name of CURVE_NAMES) {
      expect(curveAt(name, X, 0) === undefined).toBe(name === "celu");
      expect(curveAt(name, X, 3)?.values.length).toBe(X.length);
    }
  });
});

describe("the errors", () => {
  it.each([
    [1, 0.92],
    [0.3, 1.5],
    [3, 1.5],
  ])("of the kernels with alpha %s stay within %s ULP, and are not all 0", (alpha, promised) => {
    const errors = errorsOf(alpha);
    for (const name of ["simd", "relaxed"] as const) {
      const largest = largestWithin(errors, name, SMALLEST, LARGEST);
      expect(largest).toBeGreaterThan(0.5);
      expect(largest).toBeLessThanOrEqual(promised);
    }
  });

  it("of e^x - 1 in float32 are all of the result next to 0", () => {
    // Below 2^-25, e^x rounds to 1: the error is as large as the result, up to 2^24 units in its last place.
    const errors = errorsOf(1);
    expect(largestWithin(errors, "naive", SMALLEST, 2e-8)).toBeGreaterThan(2 ** 23);
    expect(largestWithin(errors, "naive", SMALLEST, 2e-8)).toBeLessThanOrEqual(2 ** 24);
  });
});

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
