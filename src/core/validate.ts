/**
 * The door: every argument of a public function is checked here, before anything is written, and nowhere else.
 * Messages name the function, the argument, what was expected and what came.
 */
import { isFloat32Array, isPlain, plainViewOf } from "./float32-array.js";
import type { KernelName } from "./kernels.js";

/**
 * The floats of `value`, for which nothing of what it overrides is called. Throws a TypeError unless it is a Float32Array,
 * of this realm or another, that is not detached.
 */
export function floatsFrom(where: string, name: string, value: unknown): Float32Array {
  if (isPlain(value)) return value;
  if (!isFloat32Array(value)) {
    throw new TypeError(`${where}: ${name} must be a Float32Array, got ${describe(value)}`);
  }
  const floats = plainViewOf(value);
  if (!floats) throw new TypeError(`${where}: ${name} must be attached to its memory, got a detached Float32Array`);
  return floats;
}

/**
 * Throws a TypeError unless `options` is an object that holds nothing but options of these names: `elu(x, 2)` must not
 * pass for `elu(x, { alpha: 2 })`, `elu(x, out)` not for `elu(x, { out })`, and no misspelt name for none. A name that
 * nobody has is not noticed beside `alpha` or `out`.
 */
export function checkOptions(where: string, options: object, names: readonly string[], example: string): void {
  if (!canHoldOptions(options)) {
    throw new TypeError(
      `${where}: options must be an object such as { ${isFloat32Array(options) ? "out" : example} }, got ${describe(options)}`,
    );
  }
  const { alpha, from, out, inplace } = options as Record<string, unknown>;
  // Looking at every name takes 8 ns in V8: only where none is known, or one that other functions and frameworks have is.
  const isOfOthers = inplace !== undefined || from !== undefined || (alpha !== undefined && names[0] !== "alpha");
  if (isOfOthers || (out === undefined && alpha === undefined)) checkNames(where, options, names);
}

function checkNames(where: string, options: object, names: readonly string[]): void {
  for (const name in options) {
    if (!names.includes(name) && options[name as keyof object] !== undefined) {
      throw new TypeError(`${where}: options are ${names.join(", ")}, got ${name}`);
    }
  }
}

/** Whether it is an object, and no array, typed array, Map or Set: what has a length or a size has no options. */
function canHoldOptions(options: { length?: unknown; size?: unknown }): boolean {
  if (typeof options !== "object" || options === null) return false;
  try {
    return options.length === undefined && options.size === undefined && !ArrayBuffer.isView(options);
  } catch (error) {
    // A caller's own getter or trap may throw what it likes; of a Proxy that was revoked nothing can be asked.
    if (isRevoked(options)) return false;
    throw error;
  }
}

function isRevoked(value: object): boolean {
  try {
    Array.isArray(value);
    return false;
  } catch {
    return true;
  }
}

/** `alpha` rounded to float32, by default 1. Throws where it is no number that is finite as a float32. */
export function alphaFrom(where: string, alpha: unknown = 1): number {
  if (typeof alpha !== "number") {
    throw new TypeError(`${where}: alpha must be a number, got ${describe(alpha)}`);
  }
  const rounded = Math.fround(alpha);
  if (!Number.isFinite(rounded)) {
    throw new RangeError(`${where}: alpha must be finite as a float32, got ${alpha}`);
  }
  return rounded;
}

/** As alphaFrom; throws a RangeError, too, where alpha is not above 0. */
export function positiveAlphaFrom(where: string, alpha: unknown): number {
  const rounded = alphaFrom(where, alpha);
  if (rounded <= 0) {
    throw new RangeError(`${where}: alpha must be above 0 as a float32, got ${alpha}`);
  }
  return rounded;
}

/** Throws a RangeError where `alpha` is negative: an output below 0 may then come from an input of either sign. */
export function checkNotNegative(where: string, alpha: number): void {
  if (alpha < 0) {
    throw new RangeError(`${where}: alpha must not be negative with from: "output", got ${alpha}`);
  }
}

/** The kernel of a gradient where `from` says what `saved` is: by default the forward's input. */
export function kernelFrom(where: string, from: unknown = "input"): KernelName {
  if (from === "input") return "backwardFromInput";
  if (from === "output") return "backwardFromOutput";
  throw new RangeError(`${where}: from must be "input" or "output", got ${describe(from)}`);
}

/** Throws a RangeError unless the arrays are equally long. */
export function checkSameLength(
  where: string,
  name: string,
  array: Float32Array,
  otherName: string,
  other: Float32Array,
): void {
  if (array.length !== other.length) {
    throw new RangeError(
      `${where}: ${name} must be as long as ${otherName}, ${other.length} floats, got ${array.length}`,
    );
  }
}

/** Throws unless `length` is a number of floats. */
export function checkLength(where: string, name: string, length: unknown): asserts length is number {
  checkWholeNumber(where, name, length, "of floats from 0 up", 0);
}

/** Throws unless `threads` is a number of threads. */
export function checkThreads(where: string, threads: unknown): asserts threads is number {
  checkWholeNumber(where, "threads", threads, "from 1 up", 1);
}

/** Throws a TypeError unless `value` is true or false. */
export function checkBoolean(where: string, name: string, value: unknown): void {
  if (typeof value !== "boolean") {
    throw new TypeError(`${where}: ${name} must be true or false, got ${describe(value)}`);
  }
}

/** Throws a TypeError unless `value` is a string, a URL or a TrustedScriptURL. */
export function checkUrl(where: string, name: string, value: unknown): void {
  if (typeof value !== "string" && !isUrl(value)) {
    throw new TypeError(`${where}: ${name} must be a string or a URL, got ${describe(value)}`);
  }
}

/** Whether an object is a URL, or one that is trusted to be a script's, of this realm or another. */
function isUrl(value: unknown): boolean {
  try {
    return /^\[object (URL|TrustedScriptURL)\]$/.test(Object.prototype.toString.call(value));
  } catch {
    return false;
  }
}

/** The floats of `out` where it is given, as many as `input` has, and otherwise of a new array. */
export function outFrom(where: string, out: unknown, inputName: string, input: Float32Array): Float32Array {
  if (out === undefined) return allocate(where, input.length);
  const floats = floatsFrom(where, "out", out);
  checkSameLength(where, "out", floats, inputName, input);
  return floats;
}

/** Throws a RangeError unless `choice` is one of `choices`. */
export function checkBackendChoice(where: string, choice: unknown, choices: readonly unknown[]): void {
  if (!choices.includes(choice)) {
    const names = choices.map((name) => JSON.stringify(name));
    const last = names.pop();
    throw new RangeError(`${where}: backend must be ${names.join(", ")} or ${last}, got ${describe(choice)}`);
  }
}

/** Throws a TypeError unless `module` is a WebAssembly.Module, of this realm or another. */
export function checkModule(where: string, module: unknown): void {
  try {
    WebAssembly.Module.imports(module as WebAssembly.Module);
  } catch {
    throw new TypeError(`${where}: module must be a WebAssembly.Module, got ${describe(module)}`);
  }
}

function checkWholeNumber(where: string, name: string, value: unknown, range: string, least: number): void {
  if (typeof value !== "number") {
    throw new TypeError(`${where}: ${name} must be a number, got ${describe(value)}`);
  }
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`${where}: ${name} must be a whole number ${range}, got ${value}`);
  }
}

function allocate(where: string, length: number): Float32Array {
  try {
    return new Float32Array(length);
  } catch (cause) {
    throw new RangeError(`${where}: no memory for a result of ${length} floats; out takes an array to reuse`, {
      cause,
    });
  }
}

/** What came, for a message. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string") return `the string ${JSON.stringify(value)}`;
  if (typeof value === "object") return describeObject(value);
  if (typeof value === "function") return "a function";
  return String(value);
}

function describeObject(value: object): string {
  if (isFloat32Array(value)) return "a Float32Array";
  try {
    const { name } = value.constructor;
    if (name === "Float32Array") return "an object that only looks like one, such as a Proxy";
    if (typeof name === "string") return name;
  } catch {
    // A revoked Proxy throws, and so does an object without a constructor.
  }
  return "an object";
}
