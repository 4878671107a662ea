/** Judges a call: it returns the right result or throws the error of a fault, and writes only to `out`. */
import { expect } from "vitest";
import { callOf, type FunctionName } from "../../harness/calls.js";
import type { Elu } from "../../src/index.js";
import { assertSameBits } from "../contract/assert.js";
import { type BuiltCall, buildCall, type CallDescription, type Fault } from "./calls.js";
import { OWN_ERROR } from "./values.js";

/** The result of a call, or its error. */
export type Outcome = { readonly result: unknown } | { readonly thrown: unknown };

/** The arguments of the call, and a function that judges its outcome. `plain` computes the expected result. */
export function prepareCall(name: FunctionName, described: CallDescription, plain: Elu, ofPool = false) {
  const call = buildCall(name, described, ofPool);
  const before = Object.values(call.memory).map((buffer) => ({ buffer, words: new Uint32Array(buffer).slice() }));
  const copies = call.inputs.map(({ floats }) => floats?.slice()) as Float32Array[];
  const judge = (outcome: Outcome) => {
    if ("result" in outcome) {
      const expected = judgeResult(name, call, outcome.result, copies, plain);
      for (const { buffer, words } of before) {
        const { floats } = call.out ?? {};
        if (floats?.buffer === buffer) words.set(new Uint32Array(expected.buffer), floats.byteOffset / 4);
      }
    } else if (!(call.throwsItself && outcome.thrown === OWN_ERROR)) {
      judgeFaults(name, outcome, call.faults());
    }
    for (const { buffer, words } of before) expectWords(buffer, words);
  };
  return { args: call.args, judge };
}

/** Throws unless the outcome is the error of an expected fault, or a result if no fault is expected. */
export function judgeFaults(name: string, outcome: Outcome, expected: readonly Fault[]): void {
  if ("result" in outcome) {
    expect(expected, "the faults of a call that returned").toEqual([]);
    return;
  }
  const { thrown } = outcome;
  const isExpected = expected.some(({ type, argument }) => {
    const message = new RegExp(`^${name}: ${argument} (must .*, got |\\w+; options are )`, "s");
    return thrown instanceof type && message.test(thrown.message);
  });
  if (isExpected) return;
  const faults = expected.map(({ type, argument }) => `${type.name} of ${argument}`).join(" or ") || "a result";
  throw new Error(`${name} threw ${String(thrown)}, not ${faults}`, { cause: thrown });
}

/** Expects the right result, and returns its floats. */
function judgeResult(
  name: FunctionName,
  { faults, throwsItself = false, out, alpha, fromOutput }: BuiltCall,
  result: unknown,
  copies: readonly Float32Array[],
  plain: Elu,
): Float32Array {
  expect(faults(), "the faults of a call that returned").toEqual([]);
  expect(throwsItself, "the caller's own error was swallowed").toBe(false);
  const { run } = callOf(fromOutput ? `${name} from output` : name);
  const expected = run(plain, { g: copies[0], x: copies[copies.length - 1], out: undefined }, alpha);
  if (out?.value === undefined) {
    expect(Object.getPrototypeOf(result)).toBe(Float32Array.prototype);
    assertSameBits(result as Float32Array, expected, "the result:");
  } else {
    expect(result === out.value, "the call returns out itself").toBe(true);
  }
  return expected;
}

function expectWords(buffer: ArrayBufferLike, expected: Uint32Array): void {
  let words: Uint32Array;
  try {
    words = new Uint32Array(buffer);
  } catch {
    return; // The caller has detached the buffer.
  }
  for (let i = 0; i < expected.length; i++) {
    if (words[i] !== expected[i]) throw new Error(`word ${i} of memory is ${words[i]}, not ${expected[i]}`);
  }
}
