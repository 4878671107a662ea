import { describe } from "vitest";
import { createElu as createExactElu } from "../../src/exact.js";
import { type BackendName, createElu, type Elu } from "../../src/index.js";
import { createElu as createRelaxedElu } from "../../src/relaxed.js";
import { type Operation, operations } from "../contract/operations.js";

/** Every backend: what is promised holds for all of them. */
export const backendNames: readonly BackendName[] = [
  "wasm-simd",
  "wasm-exact-simd",
  "js",
  "wasm-relaxed-simd",
  "js-relaxed",
];

/** The functions on that backend, from the entry point that has it. */
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
