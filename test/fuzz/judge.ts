/** What has to come of a call: its result, or an error that tells what is wrong, and nothing but `out` written. */
import { expect } from "vitest";
import type { Elu } from "../../src/index.js";
import { assertSameBits } from "../contract/assert.js";
import { type Fault, OWN_ERROR } from "./arguments.js";
import { type BuiltCall, buildCall, type CallDescription, type FunctionName } from "./array-calls.js";
import type { Memory } from "./arrays.js";

/** What came of the call: its result, or what it threw. */
export type Outcome = { readonly result: unknown } | { readonly thrown: unknown };

/** Makes the call by `attempt`; throws unless what comes of it is what is documented. `plain` tells what the result is. */
export function judgeCall<Came extends Outcome | Promise<Outcome>>(
  name: FunctionName,
  described: CallDescription,
  plain: Elu,
  attempt: (args: readonly unknown[]) => Came,
  ofPool = false,
): Came extends Promise<Outcome> ? Promise<void> : void {
  const call = buildCall(name, described, ofPool);
  const before = snapshot(call.memory);
  const copies = call.inputs.map(({ floats }) => floats?.slice());
  const judge = (outcome: Outcome) => {
    if ("thrown" in outcome) {
      if (!(call.ownError && outcome.thrown === OWN_ERROR)) judgeFaults(name, outcome, call.faults());
      for (const [buffer, words] of before) expectWords(buffer, words);
    } else {
      judgeResult(name, outcome.result, call, before, plain, copies as Float32Array[]);
    }
  };
  const came: Outcome | Promise<Outcome> = attempt(call.args);
  return (came instanceof Promise ? came.then(judge) : judge(came)) as ReturnType<typeof judgeCall<Came>>;
}

/** Whether the call was to succeed, and has; throws where it threw what it should not, or did not throw. */
export function judgeFaults(name: string, outcome: Outcome, expected: readonly Fault[]): boolean {
  if (!("thrown" in outcome)) {
    expect(expected, "what it should have thrown").toEqual([]);
    return true;
  }
  const { thrown } = outcome;
  const isTold = expected.some(
    (fault) =>
      thrown instanceof fault.type &&
      new RegExp(`^${name}: ${fault.name} (must|are) .*, got `, "s").test(thrown.message),
  );
  if (!isTold) {
    const faults = expected.map((fault) => `${fault.type.name} of ${fault.name}`).join(" or ") || "a result";
    throw new Error(`${name} threw ${String(thrown)}, not ${faults}`, { cause: thrown });
  }
  return false;
}

function judgeResult(
  name: FunctionName,
  result: unknown,
  { faults, ownError, out, alpha, from, memory }: BuiltCall,
  before: ReadonlyMap<ArrayBufferLike, Uint32Array>,
  plain: Elu,
  copies: readonly Float32Array[],
): void {
  expect(faults(), "what it should have thrown").toEqual([]);
  expect(ownError, "the caller's own error is swallowed").toBe(false);
  const expected = computePlainly(plain, name, copies, alpha, from);
  if (out?.value === undefined) {
    expect(Object.getPrototypeOf(result)).toBe(Float32Array.prototype);
    assertSameBits(result as Float32Array, expected, "the result:");
  } else {
    expect(result === out.value, "it returns out itself").toBe(true);
  }
  // Nothing but out has changed, in all memory that the call knew of.
  for (const buffer of memory.buffers) {
    const words = before.get(buffer) as Uint32Array;
    if (out?.floats?.buffer === buffer) {
      words.set(new Uint32Array(expected.buffer), out.floats.byteOffset / 4);
    }
    expectWords(buffer, words);
  }
}

function computePlainly(
  plain: Elu,
  name: FunctionName,
  [first, second]: readonly Float32Array[],
  alpha: number | undefined,
  from: "input" | "output",
): Float32Array {
  switch (name) {
    case "elu":
    case "celu":
      return plain[name](first, { alpha });
    case "selu":
      return plain.selu(first);
    case "seluBackward":
      return plain.seluBackward(first, second, { from });
    default:
      return plain[name](first, second, { alpha, from });
  }
}

function snapshot(memory: Memory): Map<ArrayBufferLike, Uint32Array> {
  return new Map(memory.buffers.map((buffer) => [buffer, new Uint32Array(buffer).slice()]));
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
