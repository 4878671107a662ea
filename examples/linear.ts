import { normal } from "../harness/random.js";

/** A linear layer with fixed, seeded weights, initialised as for ReLU and ELU: normal with variance 2 / inputs. */
export interface Linear {
  inputs: number;
  outputs: number;
  /** [inputs, outputs], row after row. */
  weights: Float32Array;
}

export function createLinear(inputs: number, outputs: number, seed = 1): Linear {
  const random = normal(seed);
  const deviation = Math.sqrt(2 / inputs);
  return { inputs, outputs, weights: Float32Array.from({ length: inputs * outputs }, () => deviation * random()) };
}

/** Multiplies `row` [inputs] by the weights and writes the product to `out` [outputs]. Skips 0, the white pixels. */
export function applyLinear({ outputs, weights }: Linear, row: Float32Array, out: Float32Array): void {
  out.fill(0);
  for (let i = 0; i < row.length; i++) {
    const x = row[i];
    if (x === 0) continue;
    const start = i * outputs;
    for (let k = 0; k < outputs; k++) out[k] += x * weights[start + k];
  }
}
