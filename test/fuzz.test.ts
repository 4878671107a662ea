import * as fc from "fast-check";
import { describe, it, vi } from "vitest";
import { CALLS as FORMS } from "../harness/calls.js";
import { createElu as createExactElu } from "../src/exact.js";
import { createArena, createElu } from "../src/index.js";
import { createElu as createRelaxedElu } from "../src/relaxed.js";
import { createPool } from "../src/threads.js";
import { anyCall, rangeFault, typeFault } from "./fuzz/calls.js";
import { judgeFaults, type Outcome, prepareCall } from "./fuzz/judge.js";
import { type Made, noOptions, oddValue } from "./fuzz/values.js";
import { backendNames, functionsOn } from "./support/backends.js";
import { openPool } from "./support/open-pool.js";
import { node } from "./support/pools.js";

/** Calls of each function; a million in the suite `fuzz`. */
const CALLS = Number(process.env.FUZZ_CALLS ?? 2000);

vi.setConfig({ testTimeout: 120_000 + 10 * CALLS });

/** The functions as callers without types see them. */
type Untyped = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

function outcomeOf(call: () => unknown): Outcome {
  try {
    return { result: call() };
  } catch (thrown) {
    return { thrown };
  }
}

async function settled(call: () => unknown): Promise<Outcome> {
  try {
    return { result: await call() };
  } catch (thrown) {
    return { thrown };
  }
}

describe.each([...new Set(FORMS.map(({ name }) => name))])("%s with arbitrary arguments", (name) => {
  it.each(backendNames)("returns its result, or throws a documented error and writes nothing, on %s", (backend) => {
    const functions = functionsOn(backend);
    fc.assert(
      fc.property(anyCall(name), (described) => {
        const { args, judge } = prepareCall(name, described, functions);
        judge(outcomeOf(() => (functions as unknown as Untyped)[name](...args)));
      }),
      { numRuns: CALLS / backendNames.length },
    );
  });

  it("returns its result, or rejects with a documented error and writes nothing, in a pool", async () => {
    const pool = await openPool(node);
    const functions = functionsOn("wasm-simd");
    await fc.assert(
      fc.asyncProperty(anyCall(name), async (described) => {
        const { args, judge } = prepareCall(name, described, functions, true);
        judge(await settled(() => (pool as unknown as Untyped)[name](...args)));
      }),
      { numRuns: CALLS / 4 },
    );
    await pool.close();
  });
});

/** Functions that create arenas, functions and pools, called with one odd argument or with odd options. */
const CREATORS: readonly (readonly [name: string, argument: string, call: (odd: never) => unknown])[] = [
  ["createArena", "length", createArena],
  ["alloc", "length", (length) => createArena(1).alloc(length)],
  ...[createElu, createExactElu, createRelaxedElu].flatMap((create) =>
    ["backend", "module", "memory"].map(
      (name) => ["createElu", name, (odd: never) => create({ [name]: odd })] as const,
    ),
  ),
  ...["threads", "capacity", "relaxed", "exact", "callerComputes", "workerUrl"].map(
    (name) => ["createPool", name, (odd: never) => createPool({ [name]: odd })] as const,
  ),
  ["createElu", "options", createElu],
  ["createPool", "options", createPool],
];

/** Whether `value` is valid for the argument. */
function isGood(argument: string, { text }: Made, value: unknown): boolean {
  if (/^(relaxed|exact|callerComputes)$/.test(argument)) return typeof value === "boolean";
  if (argument === "workerUrl") return typeof value === "string";
  return argument === "memory" && text === "a WebAssembly memory";
}

describe.each(CREATORS)("%s with an invalid %s", (name, argument, call) => {
  it("throws or rejects with a documented error", async () => {
    const fault = argument === "backend" ? rangeFault(argument) : typeFault(argument);
    await fc.assert(
      fc.asyncProperty(argument === "options" ? noOptions : oddValue, async (odd) => {
        const value = odd.make();
        fc.pre(!isGood(argument, odd, value));
        judgeFaults(name, await settled(() => call(value as never)), [fault]);
      }),
      { numRuns: CALLS / 4 },
    );
  });
});
