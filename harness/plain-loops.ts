/**
 * The functions as plain loops, the baselines of the benches. Each reads the length once: in Hermes, reading it for
 * each float would take twice as long as the rest of the loop. `g` is gradOutput, `y` the result of the forward.
 */

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

export function plainElu(input: Float32Array, out: Float32Array, alpha: number): void {
  const { length } = input;
  for (let i = 0; i < length; i++) {
    const x = input[i];
    out[i] = x > 0 ? x : alpha * Math.expm1(x);
  }
}

export function plainSelu(input: Float32Array, out: Float32Array): void {
  const { length } = input;
  for (let i = 0; i < length; i++) {
    const x = input[i];
    out[i] = SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x));
  }
}

export function plainCelu(input: Float32Array, out: Float32Array, alpha: number): void {
  const { length } = input;
  for (let i = 0; i < length; i++) {
    const x = input[i];
    out[i] = x > 0 ? x : alpha * Math.expm1(x / alpha);
  }
}

export function plainEluBackward(g: Float32Array, input: Float32Array, out: Float32Array, alpha: number): void {
  const { length } = input;
  for (let i = 0; i < length; i++) {
    const x = input[i];
    out[i] = g[i] * (x > 0 ? 1 : alpha * Math.exp(x));
  }
}

export function plainSeluBackward(g: Float32Array, input: Float32Array, out: Float32Array): void {
  const { length } = input;
  for (let i = 0; i < length; i++) {
    const x = input[i];
    out[i] = g[i] * SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * Math.exp(x));
  }
}

export function plainCeluBackward(g: Float32Array, input: Float32Array, out: Float32Array, alpha: number): void {
  const { length } = input;
  for (let i = 0; i < length; i++) {
    const x = input[i];
    out[i] = g[i] * (x > 0 ? 1 : Math.exp(x / alpha));
  }
}

export function plainEluBackwardFromOutput(g: Float32Array, y: Float32Array, out: Float32Array, alpha: number): void {
  const { length } = y;
  for (let i = 0; i < length; i++) out[i] = g[i] * (y[i] > 0 ? 1 : y[i] + alpha);
}

export function plainSeluBackwardFromOutput(g: Float32Array, y: Float32Array, out: Float32Array): void {
  const { length } = y;
  for (let i = 0; i < length; i++) out[i] = g[i] * (y[i] > 0 ? SELU_SCALE : y[i] + SELU_ALPHA * SELU_SCALE);
}

export function plainCeluBackwardFromOutput(g: Float32Array, y: Float32Array, out: Float32Array, alpha: number): void {
  const { length } = y;
  for (let i = 0; i < length; i++) out[i] = g[i] * (y[i] > 0 ? 1 : y[i] / alpha + 1);
}
