/**
 * The checks of every argument at the door. Messages name the function, the argument, what was expected and what came.
 */
import { isDetached, isFloat32Array, lengthOf } from "./float32-array.js";
import type { KernelName } from "./kernels.js";

/**
 * How many floats `value` has. Throws a TypeError unless it is a Float32Array, of any class and realm, with its memory.
 */
export function lengthFrom(where: string, name: string, value: unknown): number {
  if (!isFloat32Array(value)) throw notFloat32Array(where, name, value);
  const length = lengthOf(value);
  if (length === 0 && isDetached(value)) throw detached(where, name);
  return length;
}

/** As {@link lengthFrom}; throws a RangeError, too, unless the array is as long as the one called `otherName`. */
export function checkLengthOf(where: string, name: string, value: unknown, otherName: string, length: number): void {
  const actual = lengthFrom(where, name, value);
  if (actual !== length) throw differentLength(where, name, otherName, length, actual);
}

/** `out` where it is given, and otherwise a new array. */
export function outFrom(where: string, out: unknown, inputName: string, length: number): Float32Array {
  if (out === undefined) return allocate(where, length);
  checkLengthOf(where, "out", out, inputName, length);
  return out as Float32Array;
}

/** `alpha` rounded to float32, by default 1. Throws unless it is a number that is finite as a float32. */
export function alphaFrom(where: string, alpha: unknown = 1): number {
  const rounded = typeof alpha === "number" ? Math.fround(alpha) : Number.NaN;
  if (rounded - rounded !== 0) throw notFiniteNumber(where, alpha);
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

/** Whether an object is a URL or a TrustedScriptURL, of this realm or another. */
function isUrl(value: unknown): boolean {
  try {
    return /^\[object (URL|TrustedScriptURL)\]$/.test(Object.prototype.toString.call(value));
  } catch {
    return false;
  }
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
export function checkModule(where: string, module: unknown): asserts module is WebAssembly.Module {
  try {
    WebAssembly.Module.imports(module as WebAssembly.Module);
  } catch {
    throw new TypeError(`${where}: module must be a WebAssembly.Module, got ${describe(module)}`);
  }
}

/** Throws a TypeError unless `memory` is a WebAssembly.Memory of 32-bit addresses, of this realm or another. */
export function checkMemory(where: string, memory: unknown): void {
  if (!isMemory(memory)) {
    throw new TypeError(`${where}: memory must be a WebAssembly.Memory, got ${describe(memory)}`);
  }
  if (has64BitAddresses(memory)) {
    throw new TypeError(`${where}: memory must be a WebAssembly.Memory of 32-bit addresses, got 64-bit addresses`);
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

/** More pages than any memory has, as a BigInt: a memory of 32-bit addresses refuses the type, the other the number. */
function has64BitAddresses(memory: WebAssembly.Memory): boolean {
  try {
    memory.grow(BigInt(2 ** 63) as never);
  } catch (error) {
    return error instanceof RangeError;
  }
  return false;
}

function checkWholeNumber(where: string, name: string, value: unknown, range: string, least: number): void {
  if (typeof value !== "number") {
    throw new TypeError(`${where}: ${name} must be a number, got ${describe(value)}`);
  }
  if (!Number.isSafeInteger(value) || value < least) {
    throw new RangeError(`${where}: ${name} must be a whole number ${range}, got ${value}`);
  }
}

// The errors of every call are made apart: V8 inlines a call of few floats only while its functions are short.

function notFloat32Array(where: string, name: string, value: unknown): TypeError {
  return new TypeError(`${where}: ${name} must be a Float32Array, got ${describe(value)}`);
}

function detached(where: string, name: string): TypeError {
  return new TypeError(`${where}: ${name} must be attached to its memory, got a detached Float32Array`);
}

function differentLength(where: string, name: string, otherName: string, length: number, actual: number): RangeError {
  return new RangeError(`${where}: ${name} must be as long as ${otherName}, ${length} floats, got ${actual}`);
}

function notFiniteNumber(where: string, alpha: unknown): TypeError | RangeError {
  return typeof alpha === "number"
    ? new RangeError(`${where}: alpha must be finite as a float32, got ${alpha}`)
    : new TypeError(`${where}: alpha must be a number, got ${describe(alpha)}`);
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

/** The value that came, for a message. */
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
