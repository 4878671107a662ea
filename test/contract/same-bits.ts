/** What is promised of deterministic backends alone: their bits, on every engine. */
import type { BackendName } from "elu-simd";
import { hashOf } from "../engines/result-hashes.js";
import { assert } from "./assert.js";
import { operations } from "./operations.js";
import type { ContractPromise } from "./promise.js";

/**
 * The hash of each operation's bits, in their order: any changed bit is meant to fail here. After an intended change, which
 * CHANGELOG names, `npm test -- test/contract.test.ts` prints the new ones.
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
