import { describe } from "vitest";
import { type BackendName, createElu, type Elu } from "../src/index.js";
import { type Operation, operations } from "./operations.js";

/** Every backend, in this order: what holds for one has to hold for all. */
export const backendNames: readonly BackendName[] = ["wasm-simd", "js"];

/** Runs one suite of promises over every backend. */
export function onEveryBackend(title: string, suite: (functions: Elu) => void): void {
  describe.each(backendNames)(`${title} (%s)`, (backend) => suite(createElu({ backend })));
}

/** Runs one suite of promises over every backend and every function on it. */
export function onEveryOperation(suite: (operation: Operation, functions: Elu) => void): void {
  for (const operation of operations) onEveryBackend(operation.title, (functions) => suite(operation, functions));
}
