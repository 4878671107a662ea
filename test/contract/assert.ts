/** Assertions that need no test runner, for engines on which none runs. */
import { floatsOfBits } from "./inputs.js";

/** Throws an Error with `message` unless `condition` holds. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Throws unless both values are the same by Object.is, which distinguishes -0 from 0. */
export function assertSame(actual: unknown, expected: unknown, name: string): void {
  // Builds the message only for a failure: an array as text is long.
  if (!Object.is(actual, expected)) throw new Error(`${name} is ${actual}, not ${expected}`);
}

/** Throws unless both arrays have the same bits, also those of -0, and names the first float that differs. */
export function assertSameBits(actual: Float32Array, expected: Float32Array, where = ""): void {
  assert(actual.length === expected.length, `${where} ${actual.length} floats, not ${expected.length}`);
  const [bits, expectedBits] = [bitsOf(actual), bitsOf(expected)];
  for (let i = 0; i < bits.length; i++) {
    if (bits[i] !== expectedBits[i] && !areEqualNaNs(actual[i], expected[i])) {
      throw new Error(`${where} float ${i} is ${actual[i]}, not ${expected[i]}`);
    }
  }
}

/** The error that `call` throws. Fails unless it has that type and message. */
export function assertThrows(call: () => unknown, type: ErrorConstructor, message: string): Error {
  let thrown: unknown;
  try {
    call();
  } catch (error) {
    thrown = error;
  }
  assert(thrown instanceof type && thrown.message === message, `threw ${thrown}, not ${type.name}: ${message}`);
  return thrown;
}

/** JavaScript lets engines change the bits of a NaN that they copy. If this engine keeps them, they are compared. */
const keepsNaNs = (() => {
  const payload = 0x7fc12345;
  const floats = floatsOfBits(payload, 0);
  floats[1] = floats[0];
  return bitsOf(floats)[1] === payload;
})();

function areEqualNaNs(actual: number, expected: number): boolean {
  return !keepsNaNs && Number.isNaN(actual) && Number.isNaN(expected);
}

function bitsOf(floats: Float32Array): Uint32Array {
  return new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
}
