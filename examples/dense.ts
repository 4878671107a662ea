import { normal } from "../harness/random.js";

/** A dense layer with random, seeded weights: each output is the dot product of all inputs with its weights. */
export interface Dense {
  inputs: number;
  outputs: number;
  /** [outputs, inputs], row after row. */
  weights: Float32Array;
}

/** Weights are normal with variance 1 / inputs, so that results are about as large as inputs. */
export function createDense(inputs: number, outputs: number, seed: number): Dense {
  if (inputs % 4 !== 0) throw new RangeError(`inputs: expected a multiple of 4, got ${inputs}`);
  const random = normal(seed);
  const deviation = Math.sqrt(1 / inputs);
  return { inputs, outputs, weights: Float32Array.from({ length: inputs * outputs }, () => deviation * random()) };
}

/** Applies the layer to `input` from `start` on, and writes to `out` from `outStart` on. Four sums run in parallel. */
export function applyDense(
  layer: Dense,
  input: Float32Array,
  start: number,
  out: Float32Array,
  outStart: number,
): void {
  const { inputs, outputs, weights } = layer;
  for (let k = 0; k < outputs; k++) {
    const row = k * inputs;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let i = 0; i < inputs; i += 4) {
      a += input[start + i] * weights[row + i];
      b += input[start + i + 1] * weights[row + i + 1];
      c += input[start + i + 2] * weights[row + i + 2];
      d += input[start + i + 3] * weights[row + i + 3];
    }
    out[outStart + k] = a + b + (c + d);
  }
}
