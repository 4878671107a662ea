/**
 * The family as the loops that everybody writes: what the package is measured against. They read the length once: asked at
 * each float, it takes Hermes twice as long as all else.
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

export function plainEluBackward(
  gradOutput: Float32Array,
  input: Float32Array,
  out: Float32Array,
  alpha: number,
): void {
  const { length } = input;
  for (let i = 0; i < length; i++) {
    const x = input[i];
    out[i] = gradOutput[i] * (x > 0 ? 1 : alpha * Math.exp(x));
  }
}

export function plainSeluBackward(gradOutput: Float32Array, input: Float32Array, out: Float32Array): void {
  const { length } = input;
  for (let i = 0; i < length; i++) {
    const x = input[i];
    out[i] = gradOutput[i] * SELU_SCALE * (x > 0 ? 1 : SELU_ALPHA * Math.exp(x));
  }
}

export function plainCeluBackward(
  gradOutput: Float32Array,
  input: Float32Array,
  out: Float32Array,
  alpha: number,
): void {
  const { length } = input;
  for (let i = 0; i < length; i++) {
    const x = input[i];
    out[i] = gradOutput[i] * (x > 0 ? 1 : Math.exp(x / alpha));
  }
}

export function plainEluBackwardFromOutput(
  gradOutput: Float32Array,
  output: Float32Array,
  out: Float32Array,
  alpha: number,
): void {
  const { length } = output;
  for (let i = 0; i < length; i++) {
    const y = output[i];
    out[i] = gradOutput[i] * (y > 0 ? 1 : y + alpha);
  }
}

export function plainSeluBackwardFromOutput(gradOutput: Float32Array, output: Float32Array, out: Float32Array): void {
  const { length } = output;
  for (let i = 0; i < length; i++) {
    const y = output[i];
    out[i] = gradOutput[i] * (y > 0 ? SELU_SCALE : y + SELU_ALPHA * SELU_SCALE);
  }
}

export function plainCeluBackwardFromOutput(
  gradOutput: Float32Array,
  output: Float32Array,
  out: Float32Array,
  alpha: number,
): void {
  const { length } = output;
  for (let i = 0; i < length; i++) {
    const y = output[i];
    out[i] = gradOutput[i] * (y > 0 ? 1 : y / alpha + 1);
  }
}
