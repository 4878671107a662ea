/** Calls of the six array functions with valid and invalid arguments, and the faults of each call. */
import * as fc from "fast-check";
import type { FunctionName } from "../../harness/calls.js";
import { type ArrayDescription, arrayOf, type BuiltArray, buildArray, type Memory, memoryFor } from "./arrays.js";
import { anyAlpha, anyFrom, isMade, type Made, mostly, noOptions, throwOwnError, valueFrom } from "./values.js";

/** An invalid argument: the call throws an error of `type`, whose message names the argument. */
export interface Fault {
  readonly type: typeof TypeError | typeof RangeError;
  readonly argument: string;
}

export const typeFault = (argument: string): Fault => ({ type: TypeError, argument });
export const rangeFault = (argument: string): Fault => ({ type: RangeError, argument });

/** The description of a call, which fast-check generates, shrinks and prints. */
export interface CallDescription {
  readonly arrays: readonly ArrayDescription[];
  readonly options: OptionsDescription | Made | undefined;
}

interface OptionsDescription {
  readonly shape: "own" | "getters" | "inherited" | "proxy" | "without prototype";
  readonly alpha?: number | Made | undefined;
  readonly from?: string | Made | undefined;
  /** An array, or one of the inputs. */
  readonly out?: ArrayDescription | 0 | 1 | undefined;
  /** An unknown option. */
  readonly unknown?: "inplace" | "length" | "size" | "__proto" | undefined;
  /** The caller's action when `out` is read. */
  readonly whenRead: "nothing" | "throws" | "detaches";
}

/** Lengths around a vector, arrays that loops copy, arrays that are always staged, and blocks of the staging area. */
const anyLength = mostly(fc.nat({ max: 40 }), fc.constantFrom(255, 256, 257, 300), fc.constantFrom(4095, 4097, 8200));

const argumentsOf = (name: FunctionName) => (name.endsWith("Backward") ? ["gradOutput", "saved"] : ["input"]);

export function anyCall(name: FunctionName): fc.Arbitrary<CallDescription> {
  return anyLength.chain((length) => {
    const array = arrayOf(length);
    const options = fc.record<OptionsDescription>({
      shape: fc.constantFrom("own", "own", "getters", "inherited", "proxy", "without prototype"),
      alpha: anyAlpha,
      from: anyFrom,
      out: mostly<ArrayDescription | 0 | 1 | undefined>(array, fc.constantFrom(undefined, 0, 1)),
      unknown: mostly(fc.constant(undefined), fc.constantFrom("inplace", "length", "size", "__proto")),
      whenRead: mostly(fc.constant("nothing"), fc.constantFrom("throws", "detaches")),
    });
    return fc.record({
      arrays: fc.tuple(...argumentsOf(name).map(() => array)),
      options: mostly<CallDescription["options"]>(options, fc.constant(undefined), noOptions),
    });
  });
}

/** The arguments of a call, and the facts by which its outcome is judged. */
export interface BuiltCall {
  readonly memory: Memory;
  readonly inputs: readonly BuiltArray[];
  readonly out?: BuiltArray | undefined;
  readonly args: readonly unknown[];
  readonly alpha?: number | undefined;
  readonly fromOutput?: boolean;
  /** The faults of the call, which throws the error of one of them if there are any. */
  readonly faults: () => readonly Fault[];
  /** Whether a getter of the caller throws. */
  readonly throwsItself?: boolean;
}

/** Builds a call of a pool if `ofPool`: unlike the plain functions, pools check the names of all options. */
export function buildCall(name: FunctionName, { arrays, options }: CallDescription, ofPool: boolean): BuiltCall {
  const given = options && !isMade(options) ? options : undefined;
  const lengths = [...arrays, given?.out].map((array) =>
    typeof array === "object" && "length" in array ? array.length : 0,
  );
  const memory = memoryFor(Math.max(...lengths));
  const inputs = arrays.map((array) => buildArray(array, memory));
  const args = inputs.map(({ value }) => value);
  if (!given) {
    const faults = () => [...(options ? [typeFault("options")] : []), ...arrayFaults(name, inputs)];
    return { memory, inputs, faults, args: options ? [...args, valueFrom(options)] : args };
  }

  const faults: Fault[] = [];
  const passed: Record<string, unknown> = {};
  const [alpha, from] = [valueFrom(given.alpha), valueFrom(given.from)];
  const takesFrom = name.endsWith("Backward");
  if (!name.startsWith("selu")) {
    passed.alpha = alpha;
    faults.push(...alphaFaults(name, alpha, takesFrom && from === "output"));
  }
  if (takesFrom) {
    passed.from = from;
    if (from !== undefined && from !== "input" && from !== "output") faults.push(rangeFault("from"));
  }
  const out =
    typeof given.out === "number" ? (inputs[given.out] ?? inputs[0]) : given.out && buildArray(given.out, memory);
  passed.out = out?.value;
  if (given.unknown !== undefined) {
    // Given an out or an alpha, the plain functions do not search for unknown names, which would take time.
    const isSeen =
      given.unknown !== "__proto" || passed.from !== undefined || (passed.out ?? passed.alpha) === undefined;
    // An object with a length or a size, like an Array or a Map, is refused as options.
    const isCollection = given.unknown === "length" || given.unknown === "size";
    if (ofPool || isSeen) faults.push(typeFault(isCollection ? "options" : "unknown option"));
    passed[given.unknown] = 1;
  }
  return {
    memory,
    inputs,
    out,
    args: [...args, optionsOf(given, passed, () => detach(inputs[0]))],
    alpha: typeof alpha === "number" ? alpha : undefined,
    fromOutput: takesFrom && from === "output",
    faults: () => [...faults, ...arrayFaults(name, inputs, out)],
    throwsItself: given.whenRead === "throws",
  };
}

/** The options as an object of the given shape, which acts when `out` is read. */
function optionsOf({ shape, whenRead }: OptionsDescription, passed: Record<string, unknown>, detachInput: () => void) {
  const act = { nothing: () => {}, throws: throwOwnError, detaches: detachInput }[whenRead];
  const object = Object.create(shape === "without prototype" ? null : Object.prototype);
  for (const [name, value] of Object.entries(passed)) {
    const acts = name === "out" && whenRead !== "nothing";
    const get = () => {
      if (acts) act();
      return value;
    };
    const isGetter = acts || shape === "getters" || shape === "inherited";
    Object.defineProperty(object, name, { ...(isGetter ? { get } : { value }), enumerable: true, configurable: true });
  }
  if (shape === "inherited") return Object.create(object);
  return shape === "proxy" ? new Proxy(object, {}) : object;
}

/** Detaches an array on a plain ArrayBuffer, and leaves other arrays unchanged. */
function detach({ floats }: BuiltArray): void {
  if (floats && !isDetached(floats) && Object.getPrototypeOf(floats.buffer) === ArrayBuffer.prototype) {
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

function arrayFaults(name: FunctionName, inputs: readonly BuiltArray[], out?: BuiltArray): Fault[] {
  const given = [...inputs, ...(out && out.value !== undefined ? [out] : [])];
  const [{ floats: first }] = given;
  return given.flatMap(({ floats }, k) => {
    const argument = [...argumentsOf(name), "out"][k];
    // If the buffer is detached, so is this view.
    if (!floats || isDetached(floats)) return [typeFault(argument)];
    return first && floats.length !== first.length ? [rangeFault(argument)] : [];
  });
}

function isDetached(floats: Float32Array): boolean {
  try {
    floats.keys();
    return false;
  } catch {
    return true;
  }
}
