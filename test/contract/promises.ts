/**
 * The list of promises. Vitest checks it on the sources (contract.test.ts), other engines on the installed package
 * (engines/report.ts). Add a new subject here.
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

/** The promises of a backend. Only deterministic backends promise the same bits on every engine. */
export function promisesOf(backend: BackendName): readonly ContractPromise[] {
  const ofAll = [...values, ...gradients, ...arrays, ...subclasses, ...overlaps, ...arenas, ...options, ...errors];
  return backend.includes("relaxed") ? ofAll : [...ofAll, ...sameBits];
}

/** The globals that some promises need and this engine lacks. */
export function missingGlobals(): string[] {
  return ["SharedArrayBuffer", "structuredClone"].filter((name) => !(name in globalThis));
}
