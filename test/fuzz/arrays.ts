/** Float32Arrays of every class, on every kind of buffer. */
import { runInNewContext } from "node:vm";
import * as fc from "fast-check";
import { ODD_ARRAYS } from "../contract/subclasses.js";
import { isMade, type Made, mostly, oddValue, resizableBuffer, throwOwnError } from "./values.js";

/** The description of an array, which fast-check generates, shrinks and prints; `buildArray` makes the array. */
export type ArrayDescription = { readonly kind: string; readonly length: number; readonly offset: number } | Made;

/** The value to pass and, if the value is an array of floats, a plain view of the same floats. */
export interface BuiltArray {
  readonly value: unknown;
  readonly floats?: Float32Array;
}

/** Every access throws, except to `then`: a promise reads `then` of its result, which no pool can prevent. */
const HOSTILE_PROXY = new Proxy(Float32Array.prototype, {
  get: (_, name) => (name === "then" ? undefined : throwOwnError()),
  has: throwOwnError,
});

/** A buffer whose properties throw when they are read. */
class HostileBuffer extends ArrayBuffer {}
for (const name of ["constructor", "byteLength", "slice", Symbol.toStringTag]) {
  Object.defineProperty(HostileBuffer.prototype, name, { get: throwOwnError });
}

const foreign = runInNewContext("({ Float32Array, ArrayBuffer })") as typeof globalThis;

/** The memory of one call: a buffer of each kind, in which its arrays may overlap. */
export type Memory = Readonly<Record<keyof typeof BUFFERS, ArrayBuffer>>;

const BUFFERS = {
  plain: (bytes: number) => new ArrayBuffer(bytes),
  shared: (bytes: number) => new SharedArrayBuffer(bytes),
  resizable: resizableBuffer,
  hostile: (bytes: number) => new HostileBuffer(bytes),
  foreign: (bytes: number) => new foreign.ArrayBuffer(bytes),
};

const CONTENT = Float32Array.from({ length: 10_000 }, (_, i) => 4 * Math.sin(i));

/** Buffers with room for arrays of `length` floats. */
export function memoryFor(length: number): Memory {
  const size = length + 60;
  const buffers = Object.entries(BUFFERS).map(([kind, make]) => {
    const buffer = make(size * Float32Array.BYTES_PER_ELEMENT);
    new Float32Array(buffer).set(CONTENT.subarray(0, size));
    return [kind, buffer];
  });
  return Object.fromEntries(buffers);
}

/** Each kind of array: its buffer, and the function that makes the array from a plain array on that buffer. */
const KINDS: Readonly<Record<string, readonly [keyof Memory, ((floats: Float32Array<ArrayBuffer>) => unknown)?]>> = {
  plain: ["plain"],
  "on shared memory": ["shared"],
  "of another realm": [
    "foreign",
    ({ buffer, byteOffset, length }) => new foreign.Float32Array(buffer, byteOffset, length),
  ],
  "on a resizable buffer": ["resizable"],
  "on a hostile buffer": ["hostile"],
  "of no class": ["plain", (floats) => Object.setPrototypeOf(floats, null)],
  "of the class of arrays": ["plain", (floats) => Object.setPrototypeOf(floats, Array.prototype)],
  "inheriting from a proxy": ["plain", (floats) => Object.setPrototypeOf(floats, HOSTILE_PROXY)],
  "not extensible": ["plain", Object.preventExtensions],
  ...Object.fromEntries(ODD_ARRAYS.map(([title, make]) => [title, ["plain", make] as const])),
};
const USUAL_KINDS = ["plain", "on shared memory", "of another realm", ODD_ARRAYS[0][0]];

/** An array, usually of `length` floats. */
export function arrayOf(length: number): fc.Arbitrary<ArrayDescription> {
  const of = (kinds: readonly string[], length: fc.Arbitrary<number>) =>
    fc.record({ kind: fc.constantFrom(...kinds), length, offset: fc.nat({ max: 9 }) });
  return mostly<ArrayDescription>(
    of(USUAL_KINDS, fc.constant(length)),
    of(Object.keys(KINDS), fc.constant(length)),
    of(Object.keys(KINDS), fc.nat({ max: 40 })),
    oddValue,
  );
}

export function buildArray(described: ArrayDescription, memory: Memory): BuiltArray {
  if (isMade(described)) return { value: described.make() };
  const { kind, length, offset } = described;
  const [buffer, make = (floats: Float32Array) => floats] = KINDS[kind];
  const view = () => new Float32Array(memory[buffer], offset * Float32Array.BYTES_PER_ELEMENT, length);
  return { value: make(view()), floats: view() };
}
