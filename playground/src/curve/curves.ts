/** The activations; the package computes all that it has. */
import { celu, celuBackward, elu, eluBackward, selu, seluBackward } from "elu-simd";

/** The labels of the curves, by their names in the address. */
export const LABELS = {
  elu: "ELU",
  relu: "ReLU",
  leaky: "leaky ReLU",
  selu: "SELU",
  celu: "CELU",
} as const;

export type CurveName = keyof typeof LABELS;

export const CURVE_NAMES = Object.keys(LABELS) as CurveName[];

export interface Curve {
  readonly values: Float32Array;
  readonly derivatives: Float32Array;
}

/** Leaky ReLU's slope below 0, PyTorch's default. */
const LEAKY_SLOPE = 0.01;

/** The curve at each `x`; NaN for CELU with alpha 0, because CELU divides by alpha. */
export function curveAt(name: CurveName, x: Float32Array, alpha: number): Curve {
  const ones = new Float32Array(x.length).fill(1);
  switch (name) {
    case "elu":
      return { values: elu(x, { alpha }), derivatives: eluBackward(ones, x, { alpha }) };
    case "selu":
      return { values: selu(x), derivatives: seluBackward(ones, x) };
    case "celu":
      if (alpha === 0) return { values: ones.fill(Number.NaN), derivatives: ones };
      return { values: celu(x, { alpha }), derivatives: celuBackward(ones, x, { alpha }) };
    case "relu":
      return { values: x.map((x) => Math.max(x, 0)), derivatives: x.map((x) => (x > 0 ? 1 : 0)) };
    case "leaky":
      return {
        values: x.map((x) => Math.max(x, LEAKY_SLOPE * x)),
        derivatives: x.map((x) => (x > 0 ? 1 : LEAKY_SLOPE)),
      };
  }
}
