import { describe } from "vitest";
import { createElu as createExactElu } from "../../src/exact.js";
import { type BackendName, createElu, type Elu } from "../../src/index.js";
import { createElu as createRelaxedElu } from "../../src/relaxed.js";
import { type Operation, operations } from "../contract/operations.js";

/** Every backend. All of them keep the promises of the contract. */
export const backendNames: readonly BackendName[] = [
  "wasm-simd",
  "wasm-exact-simd",
  "js",
  "wasm-relaxed-simd",
  "js-relaxed",
];

/** The functions on a backend, from an entry point that has the backend. */
export function functionsOn(backend: BackendName): Elu {
  if (backend === "wasm-exact-simd") return createExactElu({ backend });
  return backend.includes("relaxed") ? createRelaxedElu({ backend }) : createElu({ backend });
}

/** Runs one suite of promises over every backend. */
export function onEveryBackend(title: string, suite: (functions: Elu) => void): void {
  describe.each(backendNames)(`${title} (%s)`, (backend) => suite(functionsOn(backend)));
}

/** Runs one suite of promises over every backend and every function on it. */
export function onEveryOperation(suite: (operation: Operation, functions: Elu) => void): void {
  for (const operation of operations) onEveryBackend(operation.title, (functions) => suite(operation, functions));
}
