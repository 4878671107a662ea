import { describe, expect, it } from "vitest";
import { createDuel, LAST_STEP, NETWORKS, type NetworkName } from "../../src/training/duel.js";
import { DATA_SETS, EXTENT, makePoints, POINT_COUNT } from "../../src/training/points.js";

describe("training", () => {
  const names = Object.keys(NETWORKS) as NetworkName[];

  it.each(DATA_SETS.flatMap((dataSet) => names.map((network) => ({ dataSet, network }))))(
    "lowers both losses and separates the $dataSet with a network of $network",
    ({ dataSet, network }) => {
      const duel = createDuel({ dataSet, network, seed: 1, alpha: 1 });
      const start = duel.advance({ steps: 0 });
      const end = duel.advance({ steps: 1000 });
      for (const name of ["elu", "relu"] as const) {
        expect(end[name].loss).toBeLessThan(start[name].loss / 10);
        expect(end[name].separated).toBe(1);
      }
    },
    60_000,
  );

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
