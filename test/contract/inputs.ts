/** Inputs of the promises, the same on every engine except for the last bits of `normalFloats`, which use Math.log. */
import type { Arena } from "elu-simd";
import type { Pool } from "elu-simd/threads";
import { normal, uniform } from "../../harness/random.js";
import { BLOCK_LENGTH } from "../../src/core/staging.js";

/** Floats in a block of the staging area, through which arrays outside of arenas are copied. */
export const STAGED = BLOCK_LENGTH;

/** 0, powers of two, other numbers, negative numbers, and alphas near overflow and underflow, some subnormal. */
export const ALPHAS = [
  ...[0, 1, 2, 0.25, 0.3, 1.7, 42.42, -1, -0.3, 1e-3, 1e6, 3e38],
  ...[1e-36, 3.1e-38, 2 ** -126, 4e-39, 1e-40, 1e-44],
].map(Math.fround);

export const POSITIVE_ALPHAS = ALPHAS.filter((alpha) => alpha > 0);

/** Floats that are not below 0: zeros, positive numbers, infinity, quiet NaN of several payloads. */
export const NOT_NEGATIVE = floatsOfBits(
  ...[0, 0x80000000, 1, 0x3f800000, 0x7f7fffff, 0x7f800000, 0x7fc00000, 0xffc00001, 0x7fc12345],
);

/** The longest array of each seed so far; a shorter array is its start. */
const longest = new Map<number, Float32Array>();

/** Normally distributed floats of both signs. */
export function normalFloats(length: number, seed = 1): Float32Array {
  const cached = longest.get(seed);
  if (cached && cached.length >= length) return cached.slice(0, length);
  const random = normal(seed);
  const floats = Float32Array.from({ length }, () => 3 * random());
  longest.set(seed, floats);
  return floats.slice();
}

/** An array for each operand of a function. */
export function inputsOf(arity: number, length: number): Float32Array[] {
  return Array.from({ length: arity }, (_, k) => normalFloats(length, k + 1));
}

/** Negative floats: `each` random ones of every binade, subnormals included. */
export function negativeFloatsOfEveryBinade(each: number): Float32Array {
  const random = uniform(2);
  const bits: number[] = [];
  for (let exponent = 0; exponent < 255; exponent++) {
    for (let k = 0; k < each; k++) bits.push(0x80000000 + exponent * 2 ** 23 + Math.floor(random() * 2 ** 23));
  }
  return floatsOfBits(...bits);
}

/** The floats with these bits. */
export function floatsOfBits(...bits: number[]): Float32Array {
  return new Float32Array(Uint32Array.from(bits).buffer);
}

/** A copy of the array in an arena, or in the memory of a pool. */
export function placeIn(arena: Arena | Pool, array: Float32Array): Float32Array {
  const copy = arena.alloc(array.length);
  copy.set(array);
  return copy;
}

/** A copy of each array. */
export function copies(arrays: readonly Float32Array[]): Float32Array[] {
  return arrays.map((array) => array.slice());
}
