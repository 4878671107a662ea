/** The bits of a million results of each function, as hashes that engines are compared by. */
import type { Elu } from "elu-simd";
import type { Operation } from "../contract/operations.js";

/** Prime, so that every exponent comes up and no pattern in the lowest bits is left out. */
const STEP = 4099;

/** So many steps go once around all 2^32 bit patterns of float32. */
export const SWEPT = 2 ** 20;

/** Floats to a hash, so that a difference has a place. */
export const HASHED = 2 ** 16;

/** For each operation, by its title, one hash for each HASHED of its results: of so many inputs, by default once around. */
export function hashResults(
  operations: readonly Operation[],
  functions: Elu,
  inputs = SWEPT,
): Record<string, string[]> {
  const hashes = Object.fromEntries(operations.map(({ title }) => [title, [] as string[]]));
  for (let start = 0; start < inputs; start += HASHED) {
    const input = floatsOfPatterns((k) => (start + k) * STEP);
    const gradOutput = gradientsFrom(start);
    for (const { title, arity, run } of operations) {
      hashes[title].push(hash(run(functions, arity === 1 ? [input] : [gradOutput, input])));
    }
  }
  return hashes;
}

/** From -2^-25 on, SWEPT steps, a prime, go to -20: there exponentials curve. */
const [CURVED_FROM, CURVED_STEP] = [0xb3000000, 233];

/** Gradients and inputs, HASHED at a time: half of the inputs are all over float32, half where exponentials curve. */
let sweep: Float32Array[][] | undefined;

/** One hash of SWEPT results of an operation. */
export function hashOf({ arity, run }: Operation, functions: Elu): string {
  sweep ??= Array.from({ length: SWEPT / HASHED }, (_, block) => {
    const start = block * HASHED;
    const patternOf = (k: number) => (k % 2 ? k * STEP : CURVED_FROM + k * CURVED_STEP);
    return [gradientsFrom(start), floatsOfPatterns((i) => patternOf(start + i))];
  });
  const all = sweep.map((operands) => hash(run(functions, operands.slice(-arity)))).join("");
  return hash(Float32Array.from(all, (digit) => Number.parseInt(digit, 16)));
}

/** HASHED gradients of either sign from 2^-15 up to 2^17, scattered over the inputs. */
function gradientsFrom(start: number): Float32Array {
  return floatsOfPatterns((k) => (Math.imul(start + k, 0x9e3779b1) & 0x8fffffff) + 0x38000000);
}

function floatsOfPatterns(pattern: (k: number) => number): Float32Array {
  const patterns = new Uint32Array(HASHED);
  for (let k = 0; k < HASHED; k++) patterns[k] = pattern(k);
  return new Float32Array(patterns.buffer);
}

/** FNV-1a over words. Every NaN is one NaN: which of them it is, engines need not keep. */
function hash(floats: Float32Array): string {
  const words = new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
  let value = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) {
    const isNan = (words[i] & 0x7fffffff) > 0x7f800000;
    value = Math.imul(value ^ (isNan ? 0x7fc00000 : words[i]), 0x01000193);
  }
  return (value >>> 0).toString(16).padStart(8, "0");
}
