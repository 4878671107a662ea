/**
 * What the SIMD kernel is compared with: the same ELU one float and one vector at a time, and two limits, ReLU and a
 * plain copy. Built beside the package for tests and benches, never part of it.
 */
import { EXPONENT_MAGIC, LOG2_E, MINUS_LN_2, Q0, Q1, Q2, Q3, Q4, SATURATION } from "../src/constants";
import { eluLoop } from "./forward";

/** ELU in SIMD as the kernel would be if its vectors went one by one. */
export function eluOneByOne(input: usize, output: usize, length: i32, alpha: f32): void {
  eluLoop(input, output, length, alpha, false);
}

/** ELU without SIMD, the same bits. */
export function elu(input: usize, output: usize, length: i32, alpha: f32): void {
  const mantissa = reinterpret<i32>(alpha) & 0x7fffff;
  const alphaIsPowerOfTwo = mantissa === 0;
  for (const end = input + (length << 2); input !== end; input += 4, output += 4) {
    store<f32>(output, eluOfFloat(load<f32>(input), alpha, alphaIsPowerOfTwo));
  }
}

function eluOfFloat(x: f32, alpha: f32, alphaIsPowerOfTwo: bool): f32 {
  if (!(x < 0)) return x;
  const z = max<f32>(x, <f32>SATURATION);
  const t = z * <f32>LOG2_E + <f32>EXPONENT_MAGIC;
  const s = reinterpret<f32>(reinterpret<i32>(t) << 23);
  const r = (t - <f32>EXPONENT_MAGIC) * <f32>MINUS_LN_2 + z;
  const r2 = r * r;
  const q12 = <f32>Q2 * r + <f32>Q1;
  const q34 = <f32>Q4 * r + <f32>Q3;
  const tail = ((q34 * r2 + q12) * r + <f32>Q0) * r2;
  if (alphaIsPowerOfTwo) {
    const slope = s * alpha;
    return slope * (tail + r) + (slope - alpha);
  }
  const slope = <f64>s * <f64>alpha;
  return <f32>(slope * (<f64>tail + <f64>r) + (slope - <f64>alpha));
}

/** max(x, 0) in SIMD: the activation that ELU is said to be slower than. */
export function relu(input: usize, output: usize, length: i32): void {
  const zero = f32x4.splat(0);
  for (const end = input + (length << 2); input !== end; input += 16, output += 16) {
    v128.store(output, f32x4.pmax(v128.load(input), zero));
  }
}

/** Reads and writes as much as ELU does, and computes nothing. */
export function copy(input: usize, output: usize, length: i32): void {
  memory.copy(output, input, (<usize>length) << 2);
}
