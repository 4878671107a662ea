/**
 * Float32Arrays of any origin. A caller's array may be of a subclass or another realm, or have properties such as `set`
 * or `length`. The package reads arrays only through the methods and getters below, captured at import: they use
 * internal slots, which no property can shadow.
 */

const { prototype } = Object.getPrototypeOf(Float32Array) as { prototype: Float32Array };
const { set, keys } = prototype;
const tag = getter(Symbol.toStringTag);
const length = getter("length");
const buffer = getter("buffer");
const byteOffset = getter("byteOffset");

function getter(name: string | symbol): (this: unknown) => unknown {
  return Object.getOwnPropertyDescriptor(prototype, name)?.get as (this: unknown) => unknown;
}

/** Whether `value` is a Float32Array. A Proxy of one is not. */
export function isFloat32Array(value: unknown): value is Float32Array {
  return tag.call(value) === "Float32Array";
}

/**
 * Whether the array has lost its memory: its buffer is detached, or was shrunk so that it no longer covers the array.
 */
export function isDetached(array: Float32Array): boolean {
  try {
    keys.call(array);
    return false;
  } catch {
    return true;
  }
}

/** The length in floats; 0 if the array is detached. */
export function lengthOf(array: Float32Array): number {
  return length.call(array) as number;
}

export function bufferOf(array: Float32Array): ArrayBufferLike {
  return buffer.call(array) as ArrayBufferLike;
}

export function byteOffsetOf(array: Float32Array): number {
  return byteOffset.call(array) as number;
}

/** `count` floats of the array from `start` on, as a new array over the same memory. */
export function viewOf(array: Float32Array, start: number, count: number): Float32Array {
  const firstByte = byteOffsetOf(array) + start * Float32Array.BYTES_PER_ELEMENT;
  return new Float32Array(bufferOf(array) as ArrayBuffer, firstByte, count);
}

/** Copies all of `source` into `target`, to the index `start` and up. */
export function copyTo(target: Float32Array, source: Float32Array, start: number): void {
  set.call(target, source, start);
}

const arrayBufferByteLength = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, "byteLength")?.get;

/** Whether a buffer is a SharedArrayBuffer. Pages without isolation may lack that global. */
export function isShared(buffer: ArrayBufferLike): boolean {
  try {
    arrayBufferByteLength?.call(buffer);
    return false;
  } catch {
    return true;
  }
}
