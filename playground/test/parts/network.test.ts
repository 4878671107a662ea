import { elu } from "elu-simd";
import { describe, expect, it } from "vitest";
import { createNetwork, eluActivation, RELU } from "../../src/training/network.js";
import { makePoints, POINT_COUNT } from "../../src/training/points.js";

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
