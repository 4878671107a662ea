import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { createElu as createExactElu } from "../src/exact.js";
import { createArena, createElu } from "../src/index.js";
import { createElu as createRelaxedElu } from "../src/relaxed.js";
import { createPool } from "../src/threads.js";
import { NO_VALUE_NAMES, NOTHING_NAMES, noValue, rangeFault, typeFault } from "./fuzz/arguments.js";
import { anyCall, FUNCTIONS, type FunctionName } from "./fuzz/array-calls.js";
import { judgeCall, judgeFaults, type Outcome } from "./fuzz/judge.js";
import { backendNames, functionsOn } from "./support/backends.js";
import { openPool } from "./support/open-pool.js";
import { node } from "./support/pools.js";

/** Calls of each function. The suite `fuzz` makes a million. */
const CALLS = Number(process.env.FUZZ_CALLS ?? 2000);

vi.setConfig({ testTimeout: 30_000 + 10 * CALLS });

const names = Object.keys(FUNCTIONS) as FunctionName[];

/** As callers without types call it. */
type Untyped = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

const untyped = (functions: unknown) => functions as Untyped;

function attempt(call: () => unknown): Outcome {
  try {
    return { result: call() };
  } catch (thrown) {
    return { thrown };
  }
}

async function attemptPromise(call: () => Promise<unknown>): Promise<Outcome> {
  try {
    return { result: await call() };
  } catch (thrown) {
    return { thrown };
  }
}

describe.each(names)("%s, called with anything,", (name) => {
  it.each(backendNames)("gives its result, or throws what it documents and has written nothing, on %s", (backend) => {
    const functions = functionsOn(backend);
    fc.assert(
      fc.property(anyCall(name), (call) => {
        judgeCall(name, call, functions, (args) => attempt(() => untyped(functions)[name](...args)));
      }),
      { numRuns: CALLS / backendNames.length },
    );
  });

  it("of a pool, gives its result, or rejects with what it documents and has written nothing", async () => {
    const pool = await openPool(node);
    const functions = functionsOn("wasm-simd");
    await fc.assert(
      fc.asyncProperty(anyCall(name), (call) =>
        judgeCall(
          name,
          call,
          functions,
          (args) => attemptPromise(() => untyped(pool)[name](...args) as Promise<unknown>),
          true,
        ),
      ),
      { numRuns: CALLS / 4 },
    );
    await pool.close();
  });
});

/** What creates arenas, functions and pools, with something in the place of one argument or of all options. */
const CREATORS: readonly (readonly [name: string, argument: string, call: (no: never) => unknown])[] = [
  ["createArena", "length", createArena],
  ["alloc", "length", (length) => createArena(1).alloc(length)],
  ...[createElu, createExactElu, createRelaxedElu].flatMap((create) =>
    ["backend", "module", "memory"].map((name) => ["createElu", name, (no: never) => create({ [name]: no })] as const),
  ),
  ...["threads", "capacity", "relaxed", "exact", "callerComputes", "workerUrl"].map(
    (name) => ["createPool", name, (no: never) => createPool({ [name]: no })] as const,
  ),
  ["createElu", "options", createElu],
  ["createPool", "options", createPool],
];

/** Whether it is a good value of that argument. */
function isGood(argument: string, what: string): boolean {
  if (/^(relaxed|exact|callerComputes)$/.test(argument)) return what === "a boolean";
  if (argument === "workerUrl") return typeof noValue(what) === "string";
  return argument === "memory" && what === "a WebAssembly memory";
}

describe.each(CREATORS)("%s, called with anything for its %s,", (name, argument, call) => {
  it("throws, or rejects with, what it documents", async () => {
    const fault = argument === "backend" ? rangeFault(argument) : typeFault(argument);
    for (const what of argument === "options" ? NOTHING_NAMES : NO_VALUE_NAMES) {
      if (isGood(argument, what)) continue;
      const outcome = await attemptPromise(async () => call(noValue(what) as never));
      expect(judgeFaults(name, outcome, [fault]), what).toBe(false);
    }
  });
});
