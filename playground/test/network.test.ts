import { elu } from "elu-simd";
import { describe, expect, it } from "vitest";
import { createDuel, LAST_STEP, NETWORKS, type NetworkName } from "../src/training/duel.js";
import { createNetwork, eluActivation, RELU } from "../src/training/network.js";
import { DATA_SETS, EXTENT, makePoints, POINT_COUNT } from "../src/training/points.js";

const HIDDEN = [8, 8];

describe("a network", () => {
  const { positions, classes } = makePoints("spirals", 1);

  it.each([
    ["ELU, alpha 1", eluActivation(1)],
    ["ELU, alpha 2", eluActivation(2)],
    ["ELU, alpha 0.3", eluActivation(0.3)],
    ["ReLU", RELU],
  ])("with %s has the gradients that finite differences of its loss give", (_, activation) => {
    // Seeds differ in whether a point lies so near to ReLU's kink that a difference reaches over it.
    const network = createNetwork(activation, HIDDEN, 5, POINT_COUNT);
    const lossAt = (parameters: Float32Array, k: number, value: number) => {
      const before = parameters[k];
      parameters[k] = value;
      network.forward(positions);
      const loss = network.backward(classes);
      const step = parameters[k];
      parameters[k] = before;
      return { loss, step };
    };
    // Differences of a float32 network: a step this large drowns its rounding, and errs by the curvature.
    const h = 2 ** -9;
    let largestDifference = 0;
    let largestGradient = 0;
    for (const [layer, parameters] of network.parameters.entries()) {
      network.forward(positions);
      network.backward(classes);
      const gradients = network.gradients[layer].slice();
      for (const [k, gradient] of gradients.entries()) {
        const [up, down] = [lossAt(parameters, k, parameters[k] + h), lossAt(parameters, k, parameters[k] - h)];
        const difference = (up.loss - down.loss) / (up.step - down.step);
        largestDifference = Math.max(largestDifference, Math.abs(gradient - difference));
        largestGradient = Math.max(largestGradient, Math.abs(gradient));
      }
    }
    expect(largestGradient).toBeGreaterThan(0.02);
    expect(largestDifference).toBeLessThan(0.01 * largestGradient);
  });

  it("computes its hidden layers by the package's elu", () => {
    const alpha = 1.7;
    const network = createNetwork(eluActivation(alpha), [3], 5, POINT_COUNT);
    const [hidden, last] = network.parameters;
    const [x, y] = positions;
    const sums = Float32Array.from({ length: 3 }, (_, j) => hidden[6 + j] + x * hidden[2 * j] + y * hidden[2 * j + 1]);
    const results = elu(sums, { alpha });
    const logit = results.reduce((sum, result, j) => sum + result * last[j], last[3]);
    expect(network.forward(positions)[0]).toBeCloseTo(logit, 6);
  });

  it("starts from the same weights for the same seed, and from others for another", () => {
    const weights = (seed: number) => [...createNetwork(RELU, HIDDEN, seed, 1).parameters[0]];
    expect(weights(3)).toEqual(weights(3));
    expect(weights(3)).not.toEqual(weights(5));
  });

  it("gives a point the same answer alone and among others", () => {
    const network = createNetwork(eluActivation(1), HIDDEN, 7, POINT_COUNT);
    const among = network.forward(positions).slice();
    for (const n of [0, 1, 100, POINT_COUNT - 1]) {
      expect(network.forward(positions.subarray(2 * n, 2 * n + 2))[0]).toBe(among[n]);
    }
  });
});

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

describe("points", () => {
  it.each(DATA_SETS)("of %s are of both classes, equally many, and lie within the plane", (dataSet) => {
    const { positions, classes } = makePoints(dataSet, 9);
    expect(classes.filter((ofClass) => ofClass === 1).length).toBe(POINT_COUNT / 2);
    expect(positions.every((coordinate) => Math.abs(coordinate) < EXTENT)).toBe(true);
  });

  it("are the same for the same seed, and others for the next", () => {
    expect(makePoints("moons", 2)).toEqual(makePoints("moons", 2));
    expect(makePoints("moons", 2)).not.toEqual(makePoints("moons", 3));
  });
});
