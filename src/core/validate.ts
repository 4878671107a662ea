/**
 * Checks of all arguments. Messages name the function and the argument, and say what was expected and what was passed.
 */
import { isDetached, isFloat32Array, lengthOf } from "./float32-array.js";
import type { KernelName } from "./kernels.js";

/**
 * The length of `value`. Throws a TypeError unless it is a Float32Array, of any class and realm, and not detached.
 */
export function readLength(functionName: string, name: string, value: unknown): number {
  if (!isFloat32Array(value)) throw notFloat32Array(functionName, name, value);
  const length = lengthOf(value);
  if (length === 0 && isDetached(value)) throw detached(functionName, name);
  return length;
}

/** As {@link readLength}; also throws a RangeError unless the array has `length` floats, as `otherName` has. */
export function checkLengthOf(
  functionName: string,
  name: string,
  value: unknown,
  otherName: string,
  length: number,
): void {
  const actual = readLength(functionName, name, value);
  if (actual !== length) throw differentLength(functionName, name, otherName, length, actual);
}

/** `out` if it was passed, else a new array. */
export function readOut(functionName: string, out: unknown, inputName: string, length: number): Float32Array {
  if (out === undefined) return allocate(functionName, length);
  checkLengthOf(functionName, "out", out, inputName, length);
  return out as Float32Array;
}

/** `alpha` rounded to float32, by default 1. Throws unless it is a number that is finite as a float32. */
export function readAlpha(functionName: string, alpha: unknown = 1): number {
  const rounded = typeof alpha === "number" ? Math.fround(alpha) : Number.NaN;
  if (rounded - rounded !== 0) throw notFiniteNumber(functionName, alpha);
  return rounded;
}

/** As {@link readAlpha}; also throws a RangeError unless alpha is above 0. */
export function readPositiveAlpha(functionName: string, alpha: unknown): number {
  const rounded = readAlpha(functionName, alpha);
  if (rounded <= 0) {
    throw new RangeError(`${functionName}: alpha must be above 0 as a float32, got ${alpha}`);
  }
  return rounded;
}

/** Throws a RangeError if `alpha` is negative: an output below 0 could then come from an input of either sign. */
export function checkNotNegative(functionName: string, alpha: number): void {
  if (alpha < 0) {
    throw new RangeError(`${functionName}: alpha must not be negative with from: "output", got ${alpha}`);
  }
}

/** The kernel of a gradient. `from` says what `saved` is, by default the forward's input. */
export function readKernel(functionName: string, from: unknown = "input"): KernelName {
  if (from === "input") return "backwardFromInput";
  if (from === "output") return "backwardFromOutput";
  throw new RangeError(`${functionName}: from must be "input" or "output", got ${describe(from)}`);
}

/** Throws unless `length` is a whole number of floats. */
export function checkLength(functionName: string, name: string, length: unknown): asserts length is number {
  checkWholeNumber(functionName, name, length, "of floats from 0 up", 0);
}

/** Throws unless `threads` is a whole number from 1 up. */
export function checkThreads(functionName: string, threads: unknown): asserts threads is number {
  checkWholeNumber(functionName, "threads", threads, "from 1 up", 1);
}

/** Throws a TypeError unless `value` is true or false. */
export function checkBoolean(functionName: string, name: string, value: unknown): void {
  if (typeof value !== "boolean") {
    throw new TypeError(`${functionName}: ${name} must be true or false, got ${describe(value)}`);
  }
}

/** Throws a TypeError unless `value` is a string, a URL or a TrustedScriptURL. */
export function checkUrl(functionName: string, name: string, value: unknown): void {
  if (typeof value !== "string" && !isUrl(value)) {
    throw new TypeError(`${functionName}: ${name} must be a string or a URL, got ${describe(value)}`);
  }
}

/** Whether an object is a URL or a TrustedScriptURL, of this realm or another. */
function isUrl(value: unknown): boolean {
  try {
    return /^\[object (URL|TrustedScriptURL)\]$/.test(Object.prototype.toString.call(value));
  } catch {
    return false;
  }
}

/** Throws a RangeError unless `choice` is one of `choices`. */
export function checkBackendChoice(functionName: string, choice: unknown, choices: readonly unknown[]): void {
  if (!choices.includes(choice)) {
    const names = choices.map((name) => JSON.stringify(name));
    const last = names.pop();
    throw new RangeError(`${functionName}: backend must be ${names.join(", ")} or ${last}, got ${describe(choice)}`);
  }
}

/** Throws a TypeError unless `module` is a WebAssembly.Module, of this realm or another. */
export function checkModule(functionName: string, module: unknown): asserts module is WebAssembly.Module {
  try {
    WebAssembly.Module.imports(module as WebAssembly.Module);
  } catch {
    throw new TypeError(`${functionName}: module must be a WebAssembly.Module, got ${describe(module)}`);
  }
}

/** Throws a TypeError unless `memory` is a WebAssembly.Memory of 32-bit addresses, of this realm or another. */
export function checkMemory(functionName: string, memory: unknown): void {
  if (!isMemory(memory)) {
    throw new TypeError(`${functionName}: memory must be a WebAssembly.Memory, got ${describe(memory)}`);
  }
  if (has64BitAddresses(memory)) {
    throw new TypeError(
      `${functionName}: memory must be a WebAssembly.Memory of 32-bit addresses, got 64-bit addresses`,
    );
  }
}

function isMemory(value: unknown): value is WebAssembly.Memory {
  try {
    Object.getOwnPropertyDescriptor(WebAssembly.Memory.prototype, "buffer")?.get?.call(value);
    return true;
  } catch {
    return false;
  }
}

/** Grows by too many pages, as a BigInt: with 32-bit addresses, the type is wrong; with 64-bit ones, the number is. */
function has64BitAddresses(memory: WebAssembly.Memory): boolean {
  try {
    memory.grow(BigInt(2 ** 63) as never);
  } catch (error) {
    return error instanceof RangeError;
  }
  return false;
}

function checkWholeNumber(functionName: string, name: string, value: unknown, range: string, least: number): void {
  if (typeof value !== "number") {
    throw new TypeError(`${functionName}: ${name} must be a number, got ${describe(value)}`);
  }
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`${functionName}: ${name} must be a whole number ${range}, got ${value}`);
  }
}

// Errors are created in separate functions: V8 inlines the functions of a short call only if they are short.

function notFloat32Array(functionName: string, name: string, value: unknown): TypeError {
  return new TypeError(`${functionName}: ${name} must be a Float32Array, got ${describe(value)}`);
}

function detached(functionName: string, name: string): TypeError {
  return new TypeError(`${functionName}: ${name} must be attached to its memory, got a detached Float32Array`);
}

function differentLength(
  functionName: string,
  name: string,
  otherName: string,
  length: number,
  actual: number,
): RangeError {
  return new RangeError(`${functionName}: ${name} must be as long as ${otherName}, ${length} floats, got ${actual}`);
}

function notFiniteNumber(functionName: string, alpha: unknown): TypeError | RangeError {
  return typeof alpha === "number"
    ? new RangeError(`${functionName}: alpha must be finite as a float32, got ${alpha}`)
    : new TypeError(`${functionName}: alpha must be a number, got ${describe(alpha)}`);
}

function allocate(functionName: string, length: number): Float32Array {
  try {
    return new Float32Array(length);
  } catch (cause) {
    throw new RangeError(`${functionName}: no memory for a result of ${length} floats; out takes an array to reuse`, {
      cause,
    });
  }
}

/** Describes a value, for a message. */
export function describe(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string") return `the string ${JSON.stringify(value)}`;
  if (typeof value === "object") return describeObject(value);
  if (typeof value === "function" || typeof value === "bigint") return `a ${typeof value}`;
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
