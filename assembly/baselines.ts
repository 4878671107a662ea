/**
 * Baselines for the SIMD kernel: the same ELU one float at a time, and two lower limits for its time, ReLU and a copy.
 * For tests and benches only; the package does not contain this module.
 */
import { EXPONENT_MAGIC, LOG2_E, MINUS_LN_2, Q0, Q1, Q2, Q3, Q4, SATURATION } from "./v3";

/** ELU without SIMD, with the same bits. */
export function elu(input: usize, output: usize, length: i32, alpha: f32): void {
  for (const end = input + (length << 2); input !== end; input += 4, output += 4) {
    store<f32>(output, eluOfFloat(load<f32>(input), alpha));
  }
}

function eluOfFloat(x: f32, alpha: f32): f32 {
  if (!(x < 0)) return x;
  const z = max<f32>(x, SATURATION);
  const t = z * LOG2_E + EXPONENT_MAGIC;
  const s = reinterpret<f32>(reinterpret<i32>(t) << 23);
  const r = (t - EXPONENT_MAGIC) * MINUS_LN_2 + z;
  const alphaR = alpha * r;
  const alphaP = alphaR * r * ((((Q4 * r + Q3) * r + Q2) * r + Q1) * r + Q0) + alphaR;
  return s * alphaP + (s * alpha - alpha);
}

/** ReLU, max(x, 0), in SIMD: the usual objection to ELU is that it is slower. */
export function relu(input: usize, output: usize, length: i32): void {
  const zero = f32x4.splat(0);
  for (const end = input + (length << 2); input !== end; input += 16, output += 16) {
    v128.store(output, f32x4.pmax(v128.load(input), zero));
  }
}

/** Reads and writes as much memory as ELU, and computes nothing. */
export function copy(input: usize, output: usize, length: i32): void {
  memory.copy(output, input, (<usize>length) << 2);
}
