import { describe, expect, it } from "vitest";
import { createDuel } from "../../src/training/duel.js";
import { EXTENT, makePoints, POINT_COUNT } from "../../src/training/points.js";
import { DATA_SETS, LAST_STEP, NETWORK_NAMES } from "../../src/training/setup.js";
import { verdict } from "../../src/training/verdict.js";

describe("training", () => {
  /** Deeper than these, ReLU may not come through. */
  const names = NETWORK_NAMES.filter((name) => name !== "12x8");

  it.each(DATA_SETS.flatMap((dataSet) => names.map((network) => ({ dataSet, network }))))(
    "lowers both losses and separates the $dataSet with a network of $network",
    ({ dataSet, network }) => {
      const duel = createDuel({ dataSet, network, seed: 2, alpha: 1 });
      const start = duel.advance({ steps: 0 });
      const end = duel.advance({ steps: LAST_STEP });
      for (const name of ["elu", "relu"] as const) {
        expect(end[name].loss).toBeLessThan(start[name].loss / 10);
        expect(end[name].separated).toBe(1);
      }
    },
    60_000,
  );

  it("separates the spirals with ELU in twelve layers, and says at which step, and how many units are dead", () => {
    const end = createDuel({ dataSet: "spirals", network: "12x8", seed: 1, alpha: 1 }).advance({ steps: LAST_STEP });
    expect(end.elu.separated).toBe(1);
    expect(end.elu.separatedAt).toBeLessThan(LAST_STEP);
    expect(verdict(end)).toMatch(new RegExp(`^After ${LAST_STEP} steps: .* ${end.elu.separatedAt}\\b`));
    expect(verdict(end)).toMatch(/Of 96 units each, \d+ are dead with ReLU, 0 with ELU\.$/);
    const never = { ...end.relu, separatedAt: undefined };
    expect(verdict({ ...end, relu: never })).toMatch(/^After 600 steps: ELU had all .*, ReLU still has not\./);
    expect(verdict({ ...end, relu: { ...never, separatedAt: 7 } })).toMatch("ReLU was first");
  }, 60_000);

  it("tells the loss before every step, in order, and where it stands", () => {
    const duel = createDuel({ dataSet: "moons", network: "2x16", seed: 2, alpha: 1 });
    const start = duel.advance({ steps: 0 });
    expect(start).toMatchObject({ step: 0, elu: { losses: [] } });
    const { step, elu } = duel.advance({ steps: 5 });
    expect(step).toBe(5);
    expect(elu.losses.length).toBe(5);
    expect(elu.losses[0]).toBe(start.elu.loss);
    expect(duel.advance({ steps: 1 }).elu.losses).toEqual([elu.loss]);
  });

  it("goes the same way for the same seed, step by step or all at once", () => {
    const setup = { dataSet: "spirals", network: "4x8", seed: 4, alpha: 1.5 } as const;
    const [one, other] = [createDuel(setup), createDuel(setup)];
    for (let k = 0; k < 20; k++) one.advance({ steps: 1 });
    expect(one.advance({ steps: 0 }).elu.loss).toBe(other.advance({ steps: 20 }).elu.loss);
  });

  it("depends on alpha for ELU, and not for ReLU", () => {
    const at = (alpha: number) =>
      createDuel({ dataSet: "moons", network: "2x16", seed: 1, alpha }).advance({ steps: 3 });
    expect(at(1).elu.loss).not.toBe(at(2).elu.loss);
    expect(at(1).relu.loss).toBe(at(2).relu.loss);
  });

  it("takes as many steps as the time lets it, and ends with the last", () => {
    const duel = createDuel({ dataSet: "circles", network: "2x16", seed: 1, alpha: 1 });
    expect(duel.advance({ milliseconds: 20 }).step).toBeGreaterThan(0);
    expect(duel.advance({ steps: LAST_STEP }).step).toBe(LAST_STEP);
    expect(duel.advance({ steps: 1 }).step).toBe(LAST_STEP);
  }, 60_000);

  it("draws the boundary with the upper left corner first", () => {
    const duel = createDuel({ dataSet: "spirals", network: "4x8", seed: 1, alpha: 1 });
    const { separated, boundary } = duel.advance({ steps: 1000 }).elu;
    expect(separated).toBe(1);
    const side = Math.sqrt(boundary.length);
    const cell = (coordinate: number) => Math.floor(((coordinate / EXTENT + 1) / 2) * side);
    const { positions, classes } = makePoints("spirals", 1);
    const right = classes.filter((ofClass, n) => {
      const sure = boundary[(side - 1 - cell(positions[2 * n + 1])) * side + cell(positions[2 * n])];
      return sure > 0.5 === (ofClass === 1);
    });
    // A cell is a 26th of the plane wide; a few points lie in one whose middle is across the boundary.
    expect(right.length).toBeGreaterThan(0.97 * POINT_COUNT);
  });
});
