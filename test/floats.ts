import { expect } from "vitest";
import { normal, uniform } from "../reference/random.js";

/** Expects the same bits in both, so that -0, NaN and its payload count, and tells the first place that differs. */
export function expectSameBits(actual: Float32Array, expected: Float32Array, where = ""): void {
  expect(actual.length, where).toBe(expected.length);
  const [actualBits, expectedBits] = [actual, expected].map((floats) => new Uint32Array(floats.slice().buffer));
  const i = actualBits.findIndex((bits, i) => bits !== expectedBits[i]);
  if (i >= 0) expect.fail(`${where} float ${i} is ${actual[i]}, not ${expected[i]}`);
}

/** Normally distributed floats of both signs. */
export function normalFloats(length: number, seed = 1): Float32Array {
  const random = normal(seed);
  return Float32Array.from({ length }, () => 3 * random());
}

/** Negative floats of every binade, subnormals included, `each` of them at random. */
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
