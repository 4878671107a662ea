/** Float32Arrays of every class and state, and what is none. */
import { runInNewContext } from "node:vm";
import * as fc from "fast-check";
import { mostly, noValue, noValueName, throwOwnError } from "./arguments.js";

/** What fast-check makes, shrinks and prints; `buildArray` makes the array. */
export type ArrayDescription =
  | { readonly kind: ArrayKind; readonly length: number; readonly offset: number }
  | { readonly no: string };

type ArrayKind = keyof typeof KINDS;

/** The value to pass and, where that is an array of floats, a plain view of all that it holds. */
export interface BuiltArray {
  readonly value: unknown;
  readonly floats?: Float32Array;
}

/** A constructor that takes something other than a length. */
class Matrix extends Float32Array {
  constructor(buffer: ArrayBuffer, offset: number, rows: number, columns: number) {
    super(buffer, offset, rows * columns);
  }
}

const OVERRIDABLE = [
  ...["constructor", "length", "buffer", "byteOffset", "byteLength", "set", "subarray", "slice", "keys", "fill"],
  Symbol.toStringTag,
];
const hostility: object = Object.create(Float32Array.prototype);
for (const name of OVERRIDABLE) Object.defineProperty(hostility, name, { get: throwOwnError });

/** Every promise asks what it is resolved with for `then`, which is not for the pool to keep it from. */
const HOSTILE_PROXY = new Proxy(Float32Array.prototype, {
  get: (_, name) => (name === "then" ? undefined : throwOwnError()),
  has: throwOwnError,
});

/** A buffer of a class of which nothing may be asked. */
class HostileBuffer extends ArrayBuffer {}
for (const name of ["constructor", "byteLength", "slice", Symbol.toStringTag]) {
  Object.defineProperty(HostileBuffer.prototype, name, { get: throwOwnError });
}

const foreign = runInNewContext("({ Float32Array, ArrayBuffer })") as typeof globalThis;

/** In all of which there is one call: arrays that lie in the same memory overlap. */
export class Memory {
  readonly #size: number;
  readonly #buffers = new Map<string, ArrayBuffer | SharedArrayBuffer>();

  /** Each of its buffers has room for so many floats. */
  constructor(size: number) {
    this.#size = size * Float32Array.BYTES_PER_ELEMENT;
  }

  plain = () => this.#once("plain", () => new ArrayBuffer(this.#size));
  shared = () => this.#once("shared", () => new SharedArrayBuffer(this.#size));
  resizable = () => this.#once("resizable", () => resizableBuffer(this.#size));
  hostile = () => this.#once("hostile", () => new HostileBuffer(this.#size));
  foreign = () => this.#once("foreign", () => new foreign.ArrayBuffer(this.#size));

  /** Those that were asked for. */
  get buffers(): (ArrayBuffer | SharedArrayBuffer)[] {
    return [...this.#buffers.values()];
  }

  #once<B extends ArrayBuffer | SharedArrayBuffer>(name: string, make: () => B): ArrayBuffer {
    let buffer = this.#buffers.get(name);
    if (!buffer) {
      buffer = make();
      fill(buffer);
      this.#buffers.set(name, buffer);
    }
    return buffer as ArrayBuffer;
  }
}

/** By kind, the array of that length from the byte `at` of a buffer on. */
const KINDS = {
  plain: (memory, at, length) => viewed(new Float32Array(memory.plain(), at, length)),
  "on shared memory": (memory, at, length) => viewed(new Float32Array(memory.shared(), at, length)),
  "on a resizable buffer": (memory, at, length) => viewed(new Float32Array(memory.resizable(), at, length)),
  "on a hostile buffer": (memory, at, length) => viewed(new Float32Array(memory.hostile(), at, length)),
  "of another realm": (memory, at, length) => ({
    value: new foreign.Float32Array(memory.foreign(), at, length),
    floats: new Float32Array(memory.foreign(), at, length),
  }),
  "of a subclass": (memory, at, length) => onPlain(memory, at, length, new Matrix(memory.plain(), at, 1, length)),
  "of a hostile class": (memory, at, length) => inheriting(memory, at, length, hostility),
  "of no class": (memory, at, length) => inheriting(memory, at, length, null),
  "of the class of arrays": (memory, at, length) => inheriting(memory, at, length, Array.prototype),
  "inheriting from a proxy": (memory, at, length) => inheriting(memory, at, length, HOSTILE_PROXY),
  "not extensible": (memory, at, length) => {
    return viewed(Object.preventExtensions(new Float32Array(memory.plain(), at, length)));
  },
  detached: (_memory, _at, length) => {
    const value = new Float32Array(length);
    structuredClone(value, { transfer: [value.buffer] });
    return { value };
  },
  "shrunk below": (_memory, _at, length) => {
    const buffer = resizableBuffer(4 * (length + 1));
    const value = new Float32Array(buffer, 0, length + 1);
    (buffer as ArrayBuffer & { resize(bytes: number): void }).resize(0);
    return { value };
  },
} satisfies Readonly<Record<string, (memory: Memory, at: number, length: number) => BuiltArray>>;

/** An array, mostly of that length. */
export function arrayOf(length: number): fc.Arbitrary<ArrayDescription> {
  const ofLength = (some: fc.Arbitrary<number>) =>
    fc.record({
      kind: fc.constantFrom(...(Object.keys(KINDS) as ArrayKind[])),
      length: some,
      offset: fc.nat({ max: 9 }),
    });
  const usual = fc.record({
    kind: fc.constantFrom<ArrayKind>("plain", "plain", "on shared memory", "of a subclass", "of another realm"),
    length: fc.constant(length),
    offset: fc.nat({ max: 9 }),
  });
  return mostly<ArrayDescription>(
    usual,
    ofLength(fc.constant(length)),
    ofLength(fc.nat({ max: 40 })),
    fc.record({ no: noValueName }),
  );
}

export function buildArray(described: ArrayDescription, memory: Memory): BuiltArray {
  if ("no" in described) return { value: noValue(described.no) };
  return KINDS[described.kind](memory, 4 * described.offset, described.length);
}

function viewed(value: Float32Array): BuiltArray {
  return { value, floats: new Float32Array(value.buffer, value.byteOffset, value.length) };
}

function onPlain(memory: Memory, at: number, length: number, value: unknown): BuiltArray {
  return { value, floats: new Float32Array(memory.plain(), at, length) };
}

function inheriting(memory: Memory, at: number, length: number, prototype: object | null): BuiltArray {
  const value = Object.setPrototypeOf(new Float32Array(memory.plain(), at, length), prototype);
  return onPlain(memory, at, length, value);
}

/** Not in the types of ES2023. */
function resizableBuffer(bytes: number): ArrayBuffer {
  const Resizable = ArrayBuffer as unknown as new (bytes: number, options: { maxByteLength: number }) => ArrayBuffer;
  return new Resizable(bytes, { maxByteLength: bytes });
}

const CONTENT = Float32Array.from({ length: 10_000 }, (_, i) => 4 * Math.sin(i));

function fill(buffer: ArrayBuffer | SharedArrayBuffer): void {
  const floats = new Float32Array(buffer);
  floats.set(CONTENT.subarray(0, floats.length));
}
