/** Values of every kind that callers without types may pass, except the Float32Arrays of arrays.ts. */
import * as fc from "fast-check";

/** The error of the caller's own getters and traps. Calls must throw it unchanged. */
export const OWN_ERROR = new Error("the caller's own");

export function throwOwnError(): never {
  throw OWN_ERROR;
}

/** A value that is made for each call; fast-check prints the text. */
export interface Made {
  readonly text: string;
  readonly make: () => unknown;
}

/** Values that are no attached floats, no number and no options. */
const NO_OPTIONS = tableOf({
  "a symbol": () => Symbol("alpha"),
  "a symbol without a name": () => Symbol(),
  "a function": () => () => 1,
  "a class": () => class {},
  "a DataView": () => new DataView(new ArrayBuffer(4)),
  "half of a surrogate pair": () => "\ud800",
  "detached floats": () => {
    const floats = new Float32Array(3);
    structuredClone(floats, { transfer: [floats.buffer] });
    return floats;
  },
  "floats whose buffer was shrunk": () => {
    const buffer = resizableBuffer(12);
    const floats = new Float32Array(buffer, 0, 3);
    buffer.resize(0);
    return floats;
  },
  "a proxy of an array": () => new Proxy([1], {}),
  "a proxy of a function": () => new Proxy(() => 1, {}),
  "a revoked proxy": () => revoked({}),
  "a revoked proxy of an array": () => revoked([]),
  "a revoked proxy of floats": () => revoked(new Float32Array(2)),
  "a revoked proxy of a function": () => revoked(() => 1),
});

/** The same values, and objects that could be options. */
const ODD_VALUES = [
  ...NO_OPTIONS,
  ...tableOf({
    "an ArrayBuffer": () => new ArrayBuffer(8),
    "a number as an object": () => Object(2),
    "an object with the value of a number": () => ({ valueOf: () => 2, [Symbol.toPrimitive]: () => 2 }),
    "an object whose class throws": () => Object.defineProperty({}, "constructor", { get: throwOwnError }),
    "an object whose tag throws": () => Object.defineProperty({}, Symbol.toStringTag, { get: throwOwnError }),
    "an object of a class without a proper name": () => ({ constructor: { name: Symbol("name") } }),
    "an object that calls itself a Float32Array": () => ({
      [Symbol.toStringTag]: "Float32Array",
      length: 3,
      constructor: Float32Array,
    }),
    "an object that calls itself a module": () => ({ [Symbol.toStringTag]: "WebAssembly.Module" }),
    "an object that inherits from Float32Array": () => Object.create(Float32Array.prototype),
    "a proxy of floats": () => new Proxy(new Float32Array(3), {}),
    "a WebAssembly memory": () => new WebAssembly.Memory({ initial: 1 }),
  }),
];

function tableOf(values: Readonly<Record<string, () => unknown>>): Made[] {
  return Object.entries(values).map(([text, make]) => ({ text, make }));
}

function revoked(target: object): unknown {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** An ArrayBuffer that can be resized, which the types of ES2023 lack. */
export function resizableBuffer(bytes: number): ArrayBuffer & { resize(bytes: number): void } {
  const Resizable = ArrayBuffer as unknown as new (
    bytes: number,
    options: object,
  ) => ReturnType<typeof resizableBuffer>;
  return new Resizable(bytes, { maxByteLength: bytes });
}

/** The values of the table, and values of fast-check that pass `isWanted`. */
function oddOr(table: readonly Made[], isWanted: (value: unknown) => boolean): fc.Arbitrary<Made> {
  const kinds = { withBigInt: true, withMap: true, withSet: true, withTypedArray: true, withNullPrototype: true };
  const made = fc
    .anything(kinds)
    .filter((value) => value !== undefined && isWanted(value))
    .map((value) => ({ text: fc.stringify(value), make: () => value }));
  return fc.oneof(fc.constantFrom(...table), made);
}

const tagOf = (value: unknown) => Object.prototype.toString.call(value).slice("[object ".length, -1);

/** Any value except floats, numbers and undefined. */
export const oddValue = oddOr(ODD_VALUES, (value) => !/^(Number|Float32Array)$/.test(tagOf(value)));

/** Any value except floats, numbers, undefined and objects that could be options. */
export const noOptions = oddOr(NO_OPTIONS, (value) => tagOf(value) !== "Object");

/** Generates `usual` ten times as often as all others together: otherwise hardly any call would be valid. */
export function mostly<T>(usual: fc.Arbitrary<T>, ...others: fc.Arbitrary<T>[]): fc.Arbitrary<T> {
  return fc.oneof({ arbitrary: usual, weight: 10 * others.length }, ...others);
}

/** An alpha, undefined, or an invalid value. */
export const anyAlpha = mostly<number | undefined | Made>(
  fc.constantFrom(undefined, 1, 2, 0.25, 1.3, 1e-30),
  fc.constantFrom(0, -0, -1, 1e-50, 1e39, 3.4e38, Number.NaN, Infinity, -Infinity),
  fc.double(),
  oddValue,
);

/** A value of `from`, undefined, or an invalid value. */
export const anyFrom = mostly<string | undefined | Made>(fc.constantFrom(undefined, "input", "output"), oddValue);

export function isMade(described: unknown): described is Made {
  return typeof described === "object" && described !== null && "make" in described;
}

/** The value that a description stands for. */
export function valueFrom(described: unknown): unknown {
  return isMade(described) ? described.make() : described;
}
