/** Converts a module that imports an unshared memory into one that imports a shared memory. */

/** The end of the memory's import: its name, its kind, and the limits "any size". */
const IMPORT = [..."memory"].map((letter) => letter.charCodeAt(0)).concat(0x02, 0x00, 0x00);

/** The limits of a shared memory: shared, from 0 to 65,536 pages. */
const SHARED_LIMITS = [0x03, 0x00, 0x80, 0x80, 0x04];

const HEADER_BYTES = 8;
const IMPORT_SECTION = 2;

/**
 * The same module with shared limits, three bytes longer. The size of the import section grows by three as well. The
 * size is a LEB128 number (seven bits in each byte, low bits first), and keeps its number of bytes.
 */
export function withSharedMemory(module: Uint8Array): Uint8Array<ArrayBuffer> {
  const importEnd = module.findIndex((_, at) => IMPORT.every((byte, k) => module[at + k] === byte)) + IMPORT.length;
  const limits = importEnd - 2;
  const shared = new Uint8Array(module.length + SHARED_LIMITS.length - 2);
  shared.set(module.subarray(0, limits));
  shared.set(SHARED_LIMITS, limits);
  shared.set(module.subarray(importEnd), limits + SHARED_LIMITS.length);
  for (let at = HEADER_BYTES; ; ) {
    const { value, end } = readLeb128(module, at + 1);
    if (module[at] === IMPORT_SECTION) {
      writeLeb128(shared, at + 1, end, value + SHARED_LIMITS.length - 2);
      return shared;
    }
    at = end + value;
  }
}

function readLeb128(bytes: Uint8Array, start: number): { value: number; end: number } {
  let [value, end] = [0, start];
  do value |= (bytes[end] & 0x7f) << (7 * (end - start));
  while (bytes[end++] & 0x80);
  return { value, end };
}

function writeLeb128(bytes: Uint8Array, start: number, end: number, value: number): void {
  for (let at = start; at < end; at++) bytes[at] = ((value >>> (7 * (at - start))) & 0x7f) | (at < end - 1 ? 0x80 : 0);
}
