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
  ])("with %s has the gradients of finite differences of its loss", (_, activation) => {
    // With other seeds, a point may lie so near to ReLU's kink that a difference crosses it.
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
    // A step so large that the rounding of float32 is negligible; the curvature then causes an error.
    const h = 2 ** -9;
    let largestDifference = 0;
    let largestGradient = 0;
    for (const { parameters, gradients: latest } of network.layers) {
      network.forward(positions);
      network.backward(classes);
      const gradients = latest.slice();
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
});
