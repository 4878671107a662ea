import { describe, expect, it } from "vitest";
import { type AlphaOutcome, concludeAlphas } from "../../src/training/alphas.js";
import { concludeDuel, createDuel } from "../../src/training/duel.js";
import { layersOf } from "../../src/training/layers.js";
import { eluActivation, type Network, RELU } from "../../src/training/network.js";
import { EXTENT, makePoints, POINT_COUNT } from "../../src/training/points.js";
import { DATA_SETS, LAST_STEP } from "../../src/training/setup.js";

describe("points", () => {
  it.each(DATA_SETS)(
    "of %s belong to two classes of equal size within the plane, and depend on their seed",
    (dataSet) => {
      const { positions, classes } = makePoints(dataSet, 9);
      expect(classes.filter((ofClass) => ofClass === 1).length).toBe(POINT_COUNT / 2);
      expect(positions.every((coordinate) => Math.abs(coordinate) < EXTENT)).toBe(true);
      expect(makePoints(dataSet, 9)).toEqual({ positions, classes });
      expect(makePoints(dataSet, 10)).not.toEqual({ positions, classes });
    },
  );
});

describe("a duel", () => {
  it.each(DATA_SETS)("lowers both losses and separates the %s", (dataSet) => {
    const duel = createDuel({ dataSet, network: "4x8", seed: 2, alpha: 1 });
    const start = duel.advance(0);
    const end = duel.advance(LAST_STEP);
    for (const name of ["elu", "relu"] as const) {
      expect(end[name].loss).toBeLessThan(start[name].loss / 10);
      expect(end[name].separated).toBe(1);
    }
  });

  it("reports the loss before every step, in order, and ends with the last step", () => {
    const duel = createDuel({ dataSet: "moons", network: "2x16", seed: 2, alpha: 1 });
    const start = duel.advance(0);
    expect(start).toMatchObject({ step: 0, elu: { losses: [], milliseconds: 0 } });
    const { step, elu } = duel.advance(5);
    expect([step, elu.losses.length, elu.losses[0]]).toEqual([5, 5, start.elu.loss]);
    expect(elu.milliseconds).toBeGreaterThan(0);
    expect(duel.advance(1).elu.losses).toEqual([elu.loss]);
    expect(duel.advance(LAST_STEP).step).toBe(LAST_STEP);
    expect(duel.advance(1).step).toBe(LAST_STEP);
  });

  it("gives the same for one seed, step by step or at once; only ELU depends on alpha", () => {
    const duelWith = (alpha: number) => createDuel({ dataSet: "spirals", network: "4x8", seed: 4, alpha });
    const stepwise = duelWith(1.5);
    for (let k = 0; k < 20; k++) stepwise.advance(1);
    const [same, other] = [duelWith(1.5), duelWith(2)].map((duel) => duel.advance(20));
    expect(stepwise.advance(0).elu.loss).toBe(same.elu.loss);
    expect(other.elu.loss).not.toBe(same.elu.loss);
    expect(other.relu.loss).toBe(same.relu.loss);
  });

  it("concludes which network learned faster, and how many units are dead", () => {
    const { elu, relu } = createDuel({ dataSet: "moons", network: "2x16", seed: 1, alpha: 1 }).advance(1);
    const conclude = (ofElu?: number, ofRelu?: number) =>
      concludeDuel({ step: 600, elu: { ...elu, separatedAt: ofElu }, relu: { ...relu, separatedAt: ofRelu } });
    expect(conclude(198, 331)).toMatch(
      /^ELU learned faster here: it separated all points after 198 steps, ReLU after 331\. \d+ of 32 units are dead with ReLU, 0 with ELU\.$/,
    );
    expect(conclude(undefined, 7)).toMatch(
      "ReLU learned faster here: it separated all points after 7 steps, ELU not within 600.",
    );
    expect(conclude(9, 9)).toMatch("No difference here: both networks separated all points after 9 steps.");
    expect(conclude()).toMatch("No difference here: neither network separated all points within 600 steps.");
  });
});

describe("the alphas", () => {
  const outcome = (alpha: number, steps: number): AlphaOutcome => ({ alpha, steps, separated: 5 });

  it("conclude which alpha was fastest; alpha 0 is ReLU", () => {
    const conclude = (...outcomes: AlphaOutcome[]) => concludeAlphas(outcomes);
    expect(conclude(outcome(0, 194), outcome(1, 89), outcome(2, 160))).toMatch(
      /^ELU with alpha 1 was fastest: 89 steps in the median, ReLU \(alpha 0\) took 194\./,
    );
    expect(conclude(outcome(0, 40), outcome(1, 89))).toMatch(
      /^ReLU \(alpha 0\) was fastest: 40 steps in the median, ELU with alpha 1 took 89\./,
    );
    expect(conclude(outcome(0, LAST_STEP), outcome(1, 89))).toMatch(/ReLU \(alpha 0\) took over 600\./);
    expect(conclude(outcome(0, 89), outcome(1, 89))).toMatch(/were equally fast: 89 steps/);
    expect(conclude(outcome(0, LAST_STEP), outcome(1, LAST_STEP))).toMatch(/^No alpha separated the points within 600/);
  });
});

describe("the layers of a network", () => {
  /** The results of three units for two points. */
  const results = Float32Array.of(0, 2, 0, 0, 1, 3);
  const layers = [{ units: 3, results, inputGradients: Float32Array.of(3, 0, 4, 0, 0, 0) }, { units: 1 }];
  const standing = (activation: typeof RELU) => layersOf({ layers } as unknown as Network, activation)[0];

  it("have a mean relative to the root mean square, and a gradient", () => {
    const { mean, gradient, units } = standing(RELU);
    expect(units).toBe(3);
    expect(mean).toBeCloseTo(1 / Math.sqrt(14 / 6), 6);
    expect(gradient).toBeCloseTo(Math.sqrt(25 / 6), 6);
  });

  it("have a dead unit if its derivative is almost 0 for every point", () => {
    expect([RELU, eluActivation(1), eluActivation(0.001)].map((activation) => standing(activation).dead)).toEqual([
      1, 0, 1,
    ]);
  });
});
