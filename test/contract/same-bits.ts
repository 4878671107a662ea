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
  ...["4bc4e133", "a242b75c", "04c11252", "8f828e35", "705e4335"],
  ...["47996788", "8586e1c9", "eb01ab87", "08cae0d0", "87cbf809"],
];
const EXACT = [
  ...["73ec7f3f", "b820a0d3", "2c553bd3", "3555b5b3", "ef8d3ccb"],
  ...["78a2f5d9", "247ad0c5", "e48944c4", "75ca4f50", "522a1cba"],
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
