/** Arguments of every kind, each with what is wrong with it: what fuzzing passes, and what it expects to be told. */
import * as fc from "fast-check";

/** What a call has to be told of an argument: an error of that type whose message names it. */
export interface Fault {
  readonly type: typeof TypeError | typeof RangeError;
  readonly name: string;
}

/** What the caller's own getters and traps throw: it has to come through as it is. */
export const OWN_ERROR = new Error("the caller's own");

export function throwOwnError(): never {
  throw OWN_ERROR;
}

export const typeFault = (name: string): Fault => ({ type: TypeError, name });
export const rangeFault = (name: string): Fault => ({ type: RangeError, name });

/** What is no array of floats, no number, no options and no word that means anything. */
const NOTHING: Readonly<Record<string, () => unknown>> = {
  null: () => null,
  "a boolean": () => true,
  "an empty string": () => "",
  "a long string": () => "-1".repeat(1000),
  "half of a surrogate pair": () => "\ud800",
  "a symbol": () => Symbol("alpha"),
  "a symbol without a name": () => Symbol(),
  "a bigint": () => BigInt(2),
  "a function": () => () => 1,
  "a class": () => class {},
  "an array": () => [1, 2],
  "a Float64Array": () => new Float64Array(2),
  "a DataView": () => new DataView(new ArrayBuffer(4)),
  "a Map": () => new Map([["alpha", 2]]),
  "a Set": () => new Set(["alpha"]),
  "a proxy of an array": () => new Proxy([1], {}),
  "a proxy of a function": () => new Proxy(() => 1, {}),
  "a revoked proxy": () => revoked({}),
  "a revoked proxy of an array": () => revoked([]),
  "a revoked proxy of floats": () => revoked(new Float32Array(2)),
  "a revoked proxy of a function": () => revoked(() => 1),
};

/** The same, or an object that could be options. */
const NO_VALUES: Readonly<Record<string, () => unknown>> = {
  ...NOTHING,
  "an object": () => ({}),
  "an object of no class": () => Object.create(null),
  "an ArrayBuffer": () => new ArrayBuffer(8),
  "a number as an object": () => Object(2),
  "what would be a number": () => ({ valueOf: () => 2, [Symbol.toPrimitive]: () => 2 }),
  "what throws when it is asked for its class": () => Object.defineProperty({}, "constructor", { get: throwOwnError }),
  "what throws when it is asked for its tag": () =>
    Object.defineProperty({}, Symbol.toStringTag, { get: throwOwnError }),
  "what a class without a proper name made": () => ({ constructor: { name: Symbol("name") } }),
  "what calls itself a Float32Array": () => ({
    [Symbol.toStringTag]: "Float32Array",
    length: 3,
    constructor: Float32Array,
  }),
  "what calls itself a module": () => ({ [Symbol.toStringTag]: "WebAssembly.Module" }),
  "what inherits from Float32Array": () => Object.create(Float32Array.prototype),
  "a proxy of floats": () => new Proxy(new Float32Array(3), {}),
  "a WebAssembly memory": () => new WebAssembly.Memory({ initial: 1 }),
};

function revoked(target: object): unknown {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** The name of something that is nothing. Values are made of names, so that fast-check can print what it found. */
export const NO_VALUE_NAMES = Object.keys(NO_VALUES);
export const NOTHING_NAMES = Object.keys(NOTHING);
export const noValueName = fc.constantFrom(...NO_VALUE_NAMES);
export const nothingName = fc.constantFrom(...NOTHING_NAMES);

export function noValue(name: string): unknown {
  return NO_VALUES[name]();
}

/** One of so many kinds, the first far more often than the others, or calls would hardly ever be right in all. */
export function mostly<T>(usual: fc.Arbitrary<T>, ...others: fc.Arbitrary<T>[]): fc.Arbitrary<T> {
  return fc.oneof({ arbitrary: usual, weight: 10 * others.length }, ...others);
}

/** A number, undefined, or the name of something else. */
export type NumberLike = number | undefined | { readonly no: string };

/** Any number, and what is none. */
export const anyNumber: fc.Arbitrary<NumberLike> = mostly<NumberLike>(
  fc.constantFrom(undefined, 1, 2, 0.25, 1.3, 1e-30),
  fc.constantFrom(0, -0, -1, 1e-50, 1e39, 3.4e38, Number.NaN, Infinity, -Infinity),
  fc.double(),
  fc.record({ no: noValueName }),
);

/** A word of these, undefined, or anything else. */
export function anyWord(...words: string[]): fc.Arbitrary<string | undefined | { readonly no: string }> {
  return mostly<string | undefined | { readonly no: string }>(
    fc.constantFrom(undefined, ...words),
    fc.record({ no: noValueName }),
    fc.string({ maxLength: 8 }).map((word) => `${word} `),
  );
}

/** The value that such a description stands for. */
export function valueFrom(described: unknown): unknown {
  return isNo(described) ? noValue(described.no) : described;
}

export function isNo(described: unknown): described is { readonly no: string } {
  return typeof described === "object" && described !== null && "no" in described;
}
