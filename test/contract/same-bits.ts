/** The promise of deterministic backends: the same bits on every engine. */
import type { BackendName, Elu } from "elu-simd";
import { assert } from "./assert.js";
import { type ContractPromise, type Operation, operations } from "./operations.js";

/**
 * The hash of the bits of each operation, in the order of `operations`. Any changed bit fails here. After an intended
 * change, which CHANGELOG names, `npm test -- test/contract.test.ts` prints the new hashes.
 */
const FLOAT32 = [
  ...["115537c5", "b5d537c5", "f89537c5", "cf0537c5", "197537c5"],
  ...["593537c5", "30a537c5", "f9b537c5", "055537c5", "d24537c5"],
];
const EXACT = [
  ...["770537c5", "6c6537c5", "ea9537c5", "b9e537c5", "13a537c5"],
  ...["40f537c5", "e31537c5", "726537c5", "08d537c5", "2bd537c5"],
];

const HASHES: Partial<Record<BackendName, readonly string[]>> = {
  "wasm-simd": FLOAT32,
  "wasm-exact-simd": EXACT,
  js: EXACT,
};

export const sameBits: readonly ContractPromise[] = operations.map((operation, k) => ({
  title: `${operation.title} has the bits that are stored`,
  check: (functions) => {
    const { name } = functions.getBackend();
    const [hash, stored] = [hashOf(operation, functions), HASHES[name]?.[k]];
    assert(hash === stored, `the bits of ${name} hash to ${hash}, not ${stored}`);
  },
}));

/** Hashed results of each operation. */
const SWEPT = 2 ** 20;

/** Results of each call. */
const BLOCK = 2 ** 16;

/** SWEPT steps go once around all bit patterns. A prime step meets every exponent and every pattern of the low bits. */
const STEP = 4099;

/** SWEPT steps go from -2^-25 to -18, where exponentials curve. The step is prime. */
const [CURVED_FROM, CURVED_STEP] = [0xb3000000, 233];

/** Gradients and inputs of each block: half of the inputs cover float32, half the range where exponentials curve. */
let sweep: Float32Array[][] | undefined;

/** The hash of SWEPT results of an operation. */
function hashOf({ arity, run }: Operation, functions: Elu): string {
  sweep ??= Array.from({ length: SWEPT / BLOCK }, (_, block) => {
    const start = block * BLOCK;
    const patternOf = (k: number) => (k % 2 ? k * STEP : CURVED_FROM + k * CURVED_STEP);
    return [gradientsFrom(start), floatsOfPatterns((i) => patternOf(start + i))];
  });
  const all = sweep.map((operands) => hash(run(functions, operands.slice(-arity)))).join("");
  return hash(Float32Array.from(all, (digit) => Number.parseInt(digit, 16)));
}

/** A block of gradients of both signs, from 2^-15 to 2^17, in scattered order. */
function gradientsFrom(start: number): Float32Array {
  return floatsOfPatterns((k) => (Math.imul(start + k, 0x9e3779b1) & 0x8fffffff) + 0x38000000);
}

function floatsOfPatterns(pattern: (k: number) => number): Float32Array {
  const patterns = new Uint32Array(BLOCK);
  for (let k = 0; k < BLOCK; k++) patterns[k] = pattern(k);
  return new Float32Array(patterns.buffer);
}

/** FNV-1a over words. All NaN hash alike, because engines may change the bits of a NaN. */
function hash(floats: Float32Array): string {
  const words = new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
  let value = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) {
    const isNan = (words[i] & 0x7fffffff) > 0x7f800000;
    value = Math.imul(value ^ (isNan ? 0x7fc00000 : words[i]), 0x01000193);
  }
  return (value >>> 0).toString(16).padStart(8, "0");
}
