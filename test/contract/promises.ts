/**
 * The list of promises: vitest runs it on the sources (contract.test.ts), every other engine on the installed package
 * (engines/report.ts). A new subject is added here.
 */
import type { BackendName } from "elu-simd";
import { arenas } from "./arenas.js";
import { arrays } from "./arrays.js";
import { errors } from "./errors.js";
import { gradients } from "./gradients.js";
import type { ContractPromise } from "./operations.js";
import { options } from "./options.js";
import { overlaps } from "./overlaps.js";
import { sameBits } from "./same-bits.js";
import { subclasses } from "./subclasses.js";
import { values } from "./values.js";

/** What is promised of a backend: the same bits of those alone that are deterministic. */
export function promisesOf(backend: BackendName): readonly ContractPromise[] {
  const ofAll = [...values, ...gradients, ...arrays, ...subclasses, ...overlaps, ...arenas, ...options, ...errors];
  return backend.includes("relaxed") ? ofAll : [...ofAll, ...sameBits];
}

/** Those of the globals that promises need which this engine has not. */
export function missingGlobals(): string[] {
  return ["SharedArrayBuffer", "structuredClone"].filter((name) => !(name in globalThis));
}
