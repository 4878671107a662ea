/** What has to come of a call: its result, or an error that says what is wrong, and nothing but `out` written. */
import { expect } from "vitest";
import { callOf, type FunctionName } from "../../harness/calls.js";
import type { Elu } from "../../src/index.js";
import { assertSameBits } from "../contract/assert.js";
import { type BuiltCall, buildCall, type CallDescription, type Fault } from "./calls.js";
import { OWN_ERROR } from "./values.js";

/** What came of the call: its result, or what it threw. */
export type Outcome = { readonly result: unknown } | { readonly thrown: unknown };

/** The arguments of the call, and what judges its outcome; `plain` computes what the result should be. */
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

/** Throws unless the outcome is one of the faults, or a result where there is none. */
export function judgeFaults(name: string, outcome: Outcome, expected: readonly Fault[]): void {
  if ("result" in outcome) {
    expect(expected, "what it should have thrown").toEqual([]);
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

/** Returns the floats that the result should have. */
function judgeResult(
  name: FunctionName,
  { faults, throwsItself = false, out, alpha, fromOutput }: BuiltCall,
  result: unknown,
  copies: readonly Float32Array[],
  plain: Elu,
): Float32Array {
  expect(faults(), "what it should have thrown").toEqual([]);
  expect(throwsItself, "the caller's own error is swallowed").toBe(false);
  const { run } = callOf(fromOutput ? `${name} from output` : name);
  const expected = run(plain, { g: copies[0], x: copies[copies.length - 1], out: undefined }, alpha);
  if (out?.value === undefined) {
    expect(Object.getPrototypeOf(result)).toBe(Float32Array.prototype);
    assertSameBits(result as Float32Array, expected, "the result:");
  } else {
    expect(result === out.value, "it returns out itself").toBe(true);
  }
  return expected;
}

function expectWords(buffer: ArrayBufferLike, expected: Uint32Array): void {
  let words: Uint32Array;
  try {
    words = new Uint32Array(buffer);
  } catch {
    return; // The caller has detached it.
  }
  for (let i = 0; i < expected.length; i++) {
    if (words[i] !== expected[i]) throw new Error(`word ${i} of memory is ${words[i]}, not ${expected[i]}`);
  }
}
