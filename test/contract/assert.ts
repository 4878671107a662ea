/** Assertions for every engine, in which no test runner runs. */

/** Throws an Error with `message` unless `condition` holds. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message);
}

/** Throws unless both hold the same bits, so that -0 counts; NaN is as good as any other NaN. */
export function assertSameBits(actual: ArrayLike<number>, expected: ArrayLike<number>, where: string): void {
  assert(actual.length === expected.length, `${where}: ${actual.length} floats, not ${expected.length}`);
  for (let i = 0; i < actual.length; i++) {
    if (!Object.is(actual[i], expected[i])) {
      throw new Error(`${where}: float ${i} is ${actual[i]}, not ${expected[i]}`);
    }
  }
}

/** Throws unless `call` throws an error of that type with that message. */
export function assertThrows(call: () => unknown, type: typeof TypeError | typeof RangeError, message: string): void {
  let thrown: unknown;
  try {
    call();
  } catch (error) {
    thrown = error;
  }
  assert(thrown instanceof type && thrown.message === message, `threw ${thrown}, not ${type.name}: ${message}`);
}
