/**
 * The door: every argument of a public function is checked here, before anything is written, and nowhere else.
 * Messages name the function, the argument, what was expected and what came.
 */
import type { KernelName } from "./kernels.js";

/** Throws a TypeError unless `value` is a Float32Array, of this realm or another, that is not detached. */
export function checkFloat32Array(where: string, name: string, value: unknown): asserts value is Float32Array {
  if (!ArrayBuffer.isView(value) || (value as Float32Array)[Symbol.toStringTag] !== "Float32Array") {
    throw new TypeError(`${where}: ${name} must be a Float32Array, got ${describe(value)}`);
  }
  if ((value as Float32Array).length === 0) checkAttached(where, name, value as Float32Array);
}

/** Throws a TypeError unless `options` is an object: `elu(x, 2)` must not pass for `elu(x, { alpha: 2 })`. */
export function checkOptions(where: string, options: unknown, example: string): void {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`${where}: options must be an object such as ${example}, got ${describe(options)}`);
  }
}

/**
 * `alpha` of `options`, rounded to float32, 1 where there is none. Throws where `options` is no object, or `alpha` no
 * number that is finite as a float32.
 */
export function alphaFrom(where: string, options: { alpha?: unknown }): number {
  checkOptions(where, options, "{ alpha: 2 }");
  const { alpha = 1 } = options;
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
export function positiveAlphaFrom(where: string, options: { alpha?: unknown }): number {
  const alpha = alphaFrom(where, options);
  if (alpha <= 0) {
    throw new RangeError(`${where}: alpha must be above 0 as a float32, got ${options.alpha}`);
  }
  return alpha;
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

/** `out` where it is a Float32Array as long as `input`, a new one where it is undefined; otherwise throws. */
export function resultFor(where: string, out: unknown, inputName: string, input: Float32Array): Float32Array {
  if (out === undefined) return allocate(where, input.length);
  checkFloat32Array(where, "out", out);
  checkSameLength(where, "out", out, inputName, input);
  return out;
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
  if (Object.prototype.toString.call(module) !== "[object WebAssembly.Module]") {
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

/** A detached array, and one that its shrunken buffer no longer covers, have length 0 and refuse every method. */
function checkAttached(where: string, name: string, array: Float32Array): void {
  try {
    array.at(0);
  } catch (cause) {
    throw new TypeError(`${where}: ${name} must be attached to its memory, got a detached Float32Array`, { cause });
  }
}

/** What came, for a message. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string") return `the string ${JSON.stringify(value)}`;
  if (typeof value === "object") return value.constructor?.name ?? "an object";
  if (typeof value === "function") return "a function";
  return String(value);
}
