/** Assertions for every engine, in which no test runner runs. */
import { floatsOfBits } from "./inputs.js";

/** Throws an Error with `message` unless `condition` holds. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Throws unless both are the same; -0 is not 0. */
export function assertSame(actual: unknown, expected: unknown, what: string): void {
  // Words only where they are needed: arrays make long ones.
  if (!Object.is(actual, expected)) throw new Error(`${what} is ${actual}, not ${expected}`);
}

/** Throws unless both hold the same bits, so that -0 counts, and names the first place that differs. */
export function assertSameBits(actual: Float32Array, expected: Float32Array, where = ""): void {
  assert(actual.length === expected.length, `${where} ${actual.length} floats, not ${expected.length}`);
  const [bits, expectedBits] = [bitsOf(actual), bitsOf(expected)];
  for (let i = 0; i < bits.length; i++) {
    if (bits[i] !== expectedBits[i] && !areEqualNaNs(actual[i], expected[i])) {
      throw new Error(`${where} float ${i} is ${actual[i]}, not ${expected[i]}`);
    }
  }
}

/** What `call` throws; throws unless that is an error of that type with that message. */
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

/** Whether a NaN keeps its bits where JavaScript reads and writes it. Engines are free in that; where this one keeps them they count. */
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
