/** Calls of the six array functions with arguments of every kind, and all that is wrong with each. */
import * as fc from "fast-check";
import {
  anyNumber,
  anyWord,
  type Fault,
  isNo,
  mostly,
  type NumberLike,
  nothingName,
  noValue,
  rangeFault,
  throwOwnError,
  typeFault,
  valueFrom,
} from "./arguments.js";
import { type ArrayDescription, arrayOf, type BuiltArray, buildArray, Memory } from "./arrays.js";

/** What each function takes. */
export const FUNCTIONS = {
  elu: { arrays: ["input"], options: ["alpha", "out"] },
  selu: { arrays: ["input"], options: ["out"] },
  celu: { arrays: ["input"], options: ["alpha", "out"] },
  eluBackward: { arrays: ["gradOutput", "saved"], options: ["alpha", "from", "out"] },
  seluBackward: { arrays: ["gradOutput", "saved"], options: ["from", "out"] },
  celuBackward: { arrays: ["gradOutput", "saved"], options: ["alpha", "from", "out"] },
} as const;

export type FunctionName = keyof typeof FUNCTIONS;

/** What fast-check makes, shrinks and prints. */
export interface CallDescription {
  readonly arrays: readonly ArrayDescription[];
  readonly options: OptionsDescription | { readonly no: string } | undefined;
}

interface OptionsDescription {
  readonly shape: "own" | "getters" | "inherited" | "proxy" | "without prototype";
  readonly alpha?: NumberLike;
  readonly from?: string | { readonly no: string } | undefined;
  /** An array, or one of the inputs. */
  readonly out?: ArrayDescription | 0 | 1 | undefined;
  /** An option that no function takes, and whether it is defined. */
  readonly other?: "inplace" | "length" | "size" | "__proto" | undefined;
  /** What the caller does while it is asked for out. */
  readonly asked: "nothing" | "throws" | "detaches";
}

/** Around a vector, what a loop copies, what is copied as one, and what is staged at once. */
const anyLength = mostly(fc.nat({ max: 40 }), fc.constantFrom(255, 256, 257, 300), fc.constantFrom(4095, 4097, 8200));

/** Floats of a buffer: the longest array at the greatest offset, twice over. */
const roomFor = (longest: number) => longest + 60;

export function anyCall(name: FunctionName): fc.Arbitrary<CallDescription> {
  const { arrays } = FUNCTIONS[name];
  return anyLength.chain((length) => {
    const array = arrayOf(length);
    return fc.record({
      arrays: fc.tuple(...arrays.map(() => array)),
      options: mostly<CallDescription["options"]>(
        anyOptions(array),
        fc.constant(undefined),
        fc.record({ no: nothingName }),
      ),
    });
  });
}

function anyOptions(array: fc.Arbitrary<ArrayDescription>): fc.Arbitrary<OptionsDescription> {
  return fc.record({
    shape: fc.constantFrom("own", "own", "getters", "inherited", "proxy", "without prototype"),
    alpha: anyNumber,
    from: anyWord("input", "output"),
    out: mostly<ArrayDescription | 0 | 1 | undefined>(array, fc.constantFrom(undefined, 0, 1)),
    other: mostly(fc.constant(undefined), fc.constantFrom("inplace", "length", "size", "__proto")),
    asked: mostly(fc.constant("nothing"), fc.constantFrom("throws", "detaches")),
  });
}

/** A call as it is made, and what it has to be told. */
export interface BuiltCall {
  readonly memory: Memory;
  readonly inputs: readonly BuiltArray[];
  readonly out: BuiltArray | undefined;
  readonly args: readonly unknown[];
  readonly alpha: number | undefined;
  readonly from: "input" | "output";
  /** All that is wrong. Where anything is, the call throws one of these. */
  readonly faults: () => readonly Fault[];
  readonly ownError: boolean;
}

/** `ofPool`: whether a pool takes the call, which looks at all names of options. */
export function buildCall(name: FunctionName, { arrays, options }: CallDescription, ofPool: boolean): BuiltCall {
  const takes: readonly string[] = FUNCTIONS[name].options;
  const outDescribed = options && !isNo(options) ? options.out : undefined;
  const lengths = [...arrays, outDescribed].map((array) =>
    typeof array === "object" && "length" in array ? array.length : 0,
  );
  const memory = new Memory(roomFor(Math.max(...lengths)));
  const inputs = arrays.map((array) => buildArray(array, memory));
  const faults: Fault[] = [];
  const nothingMore = { memory, inputs, faults: () => [...faults, ...arrayFaults(name, inputs, undefined)] };
  const none = { alpha: undefined, from: "input", out: undefined, ownError: false } as const;
  if (options === undefined) return { ...nothingMore, ...none, args: inputs.map(({ value }) => value) };
  if (isNo(options)) {
    faults.push(typeFault("options"));
    return { ...nothingMore, ...none, args: [...inputs.map(({ value }) => value), noValue(options.no)] };
  }

  const out =
    typeof outDescribed === "number"
      ? (inputs[outDescribed] ?? inputs[0])
      : outDescribed && buildArray(outDescribed, memory);
  const given: Record<string, unknown> = {};
  const alpha = valueFrom(options.alpha);
  const from = valueFrom(options.from);
  if (takes.includes("alpha")) {
    given.alpha = alpha;
    faults.push(...alphaFaults(name, alpha, takes.includes("from") && from === "output"));
  }
  if (takes.includes("from")) {
    given.from = from;
    if (from !== undefined && from !== "input" && from !== "output") faults.push(rangeFault("from"));
  }
  given.out = out?.value;
  if (options.other !== undefined) {
    // The plain functions do not look for a name that nobody knows beside an out or an alpha: that would take time.
    const isSeen = options.other !== "__proto" || given.from !== undefined || (given.out ?? given.alpha) === undefined;
    if (ofPool || isSeen) faults.push(typeFault("options"));
    given[options.other] = 1;
  }
  return {
    memory,
    inputs,
    out,
    alpha: typeof alpha === "number" ? alpha : undefined,
    from: from === "output" ? "output" : "input",
    args: [...inputs.map(({ value }) => value), shaped(options, given, () => detach(inputs[0]))],
    faults: () => [...faults, ...arrayFaults(name, inputs, out)],
    ownError: options.asked === "throws",
  };
}

/** The options as an object of that shape, which acts when it is first asked for `out`. */
function shaped({ shape, asked }: OptionsDescription, given: Record<string, unknown>, detachInput: () => void): object {
  const values = Object.assign(Object.create(null), given);
  const acts = { nothing: () => {}, throws: throwOwnError, detaches: detachInput };
  const readers = Object.fromEntries(
    Object.keys(given).map((name) => {
      let read = false;
      const get = () => {
        if (name === "out" && !read) acts[asked]();
        read = true;
        return given[name];
      };
      return [name, { get, enumerable: true, configurable: true }];
    }),
  );
  if (shape === "getters") return Object.defineProperties({}, readers);
  if (shape === "inherited") return Object.create(Object.defineProperties({}, readers));
  if (shape === "proxy") return new Proxy(Object.defineProperties({}, readers), {});
  if (asked !== "nothing") Object.defineProperty(values, "out", readers.out);
  return shape === "own" ? Object.defineProperties({}, Object.getOwnPropertyDescriptors(values)) : values;
}

/** Takes its memory from a plain array; others keep theirs. */
function detach({ floats }: BuiltArray): void {
  if (floats && Object.getPrototypeOf(floats.buffer) === ArrayBuffer.prototype) {
    structuredClone(floats.buffer, { transfer: [floats.buffer as ArrayBuffer] });
  }
}

function alphaFaults(name: FunctionName, alpha: unknown, fromOutput: boolean): Fault[] {
  if (alpha === undefined) return [];
  if (typeof alpha !== "number") return [typeFault("alpha")];
  const rounded = Math.fround(alpha);
  const lowest = name.startsWith("celu") ? Number.MIN_VALUE : fromOutput ? 0 : -Infinity;
  return Number.isFinite(rounded) && rounded >= lowest ? [] : [rangeFault("alpha")];
}

function arrayFaults(name: FunctionName, inputs: readonly BuiltArray[], out: BuiltArray | undefined): Fault[] {
  const names = [...FUNCTIONS[name].arrays, "out"];
  const given = [...inputs, ...(out && out.value !== undefined ? [out] : [])];
  const faults: Fault[] = [];
  const [{ floats: first }] = given;
  for (const [k, { floats }] of given.entries()) {
    const argument = k < inputs.length ? names[k] : "out";
    // A view of a buffer that was detached has no floats, and neither has an array on it.
    if (!floats || isDetached(floats)) faults.push(typeFault(argument));
    else if (first && floats.length !== first.length) faults.push(rangeFault(argument));
  }
  return faults;
}

function isDetached(floats: Float32Array): boolean {
  try {
    floats.keys();
    return false;
  } catch {
    return true;
  }
}
