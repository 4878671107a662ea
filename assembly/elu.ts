/**
 * The ELU kernel in WebAssembly SIMD: four floats at a time, in a straight line without a branch. The algorithm is
 * derived beside the constants; here stands the order of the operations, which decides speed and the last bit.
 */
import { EXPONENT_MAGIC, LN_2, LOG2_E, Q0, Q1, Q2, Q3, Q4, SATURATION } from "../src/constants";
import { loadLanes, storeLanes } from "./lanes";

/**
 * Static data, because a constant that is loaded before the loop stays in a register, while V8 makes the splat of a
 * literal again at each use, which costs a tenth of the time and more.
 */
const constants = memory.data<f32>([
  <f32>SATURATION,
  <f32>LOG2_E,
  <f32>EXPONENT_MAGIC,
  -(<f32>LN_2),
  <f32>Q0,
  <f32>Q1,
  <f32>Q2,
  <f32>Q3,
  <f32>Q4,
  1,
]);

/** See Kernels in src/kernels.ts. */
export function elu(input: usize, output: usize, length: i32, alpha: f32): void {
  const mantissa = reinterpret<i32>(alpha) & 0x7fffff;
  if (mantissa == 0) {
    eluOfArray(input, output, length, alpha, true);
  } else {
    eluOfArray(input, output, length, alpha, false);
  }
}

// @ts-ignore: decorator
@inline
function eluOfArray(input: usize, output: usize, length: i32, alpha: f32, alphaIsPowerOfTwo: bool): void {
  const a = f32x4.splat(alpha);
  const saturation = v128.load32_splat(constants, 0);
  const log2e = v128.load32_splat(constants, 4);
  const magic = v128.load32_splat(constants, 8);
  const minusLn2 = v128.load32_splat(constants, 12);
  const q0 = v128.load32_splat(constants, 16);
  const q1 = v128.load32_splat(constants, 20);
  const q2 = v128.load32_splat(constants, 24);
  const q3 = v128.load32_splat(constants, 28);
  const q4 = v128.load32_splat(constants, 32);
  const one = v128.load32_splat(constants, 36);

  const rest = length & 3;
  for (const end = input + ((length - rest) << 2); input != end; input += 16, output += 16) {
    const x = v128.load(input);
    v128.store(
      output,
      eluOfVector(x, a, alphaIsPowerOfTwo, saturation, log2e, magic, minusLn2, q0, q1, q2, q3, q4, one),
    );
  }
  if (rest) {
    const x = loadLanes(input, rest);
    storeLanes(
      output,
      eluOfVector(x, a, alphaIsPowerOfTwo, saturation, log2e, magic, minusLn2, q0, q1, q2, q3, q4, one),
      rest,
    );
  }
}

/**
 * ELU of four floats. Lanes that are not below 0 keep their bits: x >= 0, -0 and NaN.
 *
 * q(r) is (Q0 + r ((Q1 + Q2 r) + r^2 (Q3 + Q4 r))): as many operations as in Horner's order and as exact, but a
 * shorter chain of results that wait for each other.
 */
// @ts-ignore: decorator
@inline
function eluOfVector(
  x: v128,
  alpha: v128,
  alphaIsPowerOfTwo: bool,
  saturation: v128,
  log2e: v128,
  magic: v128,
  minusLn2: v128,
  q0: v128,
  q1: v128,
  q2: v128,
  q3: v128,
  q4: v128,
  one: v128,
): v128 {
  const z = f32x4.pmax(x, saturation);
  const t = f32x4.add(f32x4.mul(z, log2e), magic);
  const s = i32x4.shl(t, 23);
  const r = f32x4.add(f32x4.mul(f32x4.sub(t, magic), minusLn2), z);
  const r2 = f32x4.mul(r, r);
  const q12 = f32x4.add(f32x4.mul(q2, r), q1);
  const q34 = f32x4.add(f32x4.mul(q4, r), q3);
  const q1234 = f32x4.add(f32x4.mul(q34, r2), q12);
  const r2q = f32x4.mul(f32x4.add(f32x4.mul(q1234, r), q0), r2);

  let y: v128;
  if (alphaIsPowerOfTwo) {
    const slope = f32x4.mul(s, alpha);
    y = f32x4.add(f32x4.mul(slope, f32x4.add(r2q, r)), f32x4.sub(slope, alpha));
  } else {
    const sMinus1 = f32x4.sub(s, one);
    const sr = f32x4.mul(s, r);
    const sr2q = f32x4.mul(s, r2q);
    const e = f32x4.add(f32x4.add(sr2q, sr), sMinus1);
    const lost = f32x4.add(f32x4.add(f32x4.sub(sMinus1, e), sr), sr2q);
    y = f32x4.add(f32x4.mul(e, alpha), f32x4.mul(lost, alpha));
  }
  return v128.bitselect(y, x, f32x4.lt(x, f32x4.splat(0)));
}
