import { describe, expect, it } from "vitest";
import { layersOf } from "../../src/training/layers.js";
import { eluActivation, type Network, RELU } from "../../src/training/network.js";

/** Two points through three units. */
const RESULTS = Float32Array.of(0, 2, 0, 0, 1, 3);

const network = {
  hidden: [{ units: 3, results: RESULTS, inputGradients: Float32Array.of(3, 0, 4, 0, 0, 0) }],
} as unknown as Network;

describe("the layers of a network", () => {
  it("have a mean over units and points, beside the size of what it is the mean of, and a gradient", () => {
    const [{ mean, gradient, units }] = layersOf(network, RELU);
    expect(units).toBe(3);
    expect(mean).toBeCloseTo(1 / Math.sqrt(14 / 6), 6);
    expect(gradient).toBeCloseTo(Math.sqrt(25 / 6), 6);
  });

  it("have dead units where ReLU gives 0 for every point, and none where ELU's slope is left", () => {
    expect(layersOf(network, RELU)[0].dead).toBe(1);
    expect(layersOf(network, eluActivation(1))[0].dead).toBe(0);
    // An ELU with hardly any slope below 0 is as dead as ReLU.
    expect(layersOf(network, eluActivation(0.001))[0].dead).toBe(1);
  });
});
