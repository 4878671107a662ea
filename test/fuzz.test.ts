import * as fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { createElu as createExactElu } from "../src/exact.js";
import { createElu, type Elu } from "../src/index.js";
import { createElu as createRelaxedElu } from "../src/relaxed.js";
import { createPool, type PoolOptions } from "../src/threads.js";
import { assertSameBits } from "./contract/assert.js";
import {
  anyWord,
  type Fault,
  isNo,
  mostly,
  nothingName,
  noValue,
  noValueName,
  rangeFault,
  typeFault,
  valueFrom,
} from "./fuzz/arguments.js";
import { anyCall, FUNCTIONS, type FunctionName } from "./fuzz/array-calls.js";
import { judgeCall, judgeFaults, type Outcome } from "./fuzz/judge.js";
import { backendNames, functionsOn } from "./support/backends.js";
import { openPool } from "./support/open-pool.js";
import { node } from "./support/pools.js";

/** Calls of each function; of those that make memory or threads, a thousandth. The suite `fuzz` makes a million. */
const CALLS = Number(process.env.FUZZ_CALLS ?? 2000);
const FEW_CALLS = Math.max(50, CALLS / 1000);

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

/** A number of floats, or of threads, and whatever else may come in its place. */
const anyCount = mostly<number | undefined | { readonly no: string }>(
  fc.nat({ max: 100 }),
  fc.constantFrom(0, -0, -1, 0.5, 2 ** 50, 2 ** 53, Number.MAX_VALUE, Number.NaN, Infinity, -Infinity, undefined),
  fc.record({ no: noValueName }),
);

/** More floats than any memory has: what is between this and what is there is taken for nothing here. */
const TOO_MANY = 2 ** 40;

function countFaults(name: string, count: unknown, least: number, most = TOO_MANY): Fault[] {
  if (typeof count !== "number") return [typeFault(name)];
  return Number.isSafeInteger(count) && count >= least && count <= most ? [] : [rangeFault(name)];
}

function booleanFaults(name: string, value: unknown): Fault[] {
  return typeof value === "boolean" ? [] : [typeFault(name)];
}

/** An object with some of these, or anything else in its place. */
function anyOptions(parts: Readonly<Record<string, fc.Arbitrary<unknown>>>) {
  return mostly<Readonly<Record<string, unknown>> | { readonly no: string }>(
    fc.record({ ...parts, other: mostly(fc.constant(undefined), fc.constant(1)) }, { requiredKeys: [] }),
    fc.record({ no: nothingName }),
  );
}

/** What such options stand for, and what is wrong with them where `faultsOf` tells it of each. */
function buildOptions(
  described: Readonly<Record<string, unknown>> | { readonly no: string },
  faultsOf: Readonly<Record<string, (value: unknown) => Fault[]>>,
): { options: unknown; faults: Fault[] } {
  if (isNo(described)) return { options: noValue(described.no), faults: [typeFault("options")] };
  const options = Object.fromEntries(Object.entries(described).map(([name, value]) => [name, valueFrom(value)]));
  const faults = Object.entries(options).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return faultsOf[name]?.(value) ?? [typeFault("options")];
  });
  return { options, faults };
}

describe("createArena and alloc, called with anything,", () => {
  it.each(backendNames)("give memory, or throw what they document, on %s", (backend) => {
    const { createArena } = untyped(functionsOn(backend));
    fc.assert(
      fc.property(anyCount, fc.array(anyCount, { maxLength: 5 }), (describedCapacity, lengths) => {
        const capacity = valueFrom(describedCapacity);
        const made = attempt(() => createArena(capacity));
        const faults = countFaults("length", capacity, 0);
        if (capacity === 2 ** 50) {
          expect(made).toMatchObject({ thrown: { message: /^createArena: no memory for an arena of \d+ floats$/ } });
          return;
        }
        if (!judgeFaults("createArena", made, faults)) return;
        const arena = (made as { result: ReturnType<Elu["createArena"]> }).result;
        for (const described of lengths) {
          const length = valueFrom(described);
          const { used } = arena;
          const left = Math.max(0, arena.capacity - Math.ceil(used / 4) * 4);
          const taken = attempt(() => untyped(arena).alloc(length));
          if (judgeFaults("alloc", taken, countFaults("length", length, 0, left))) {
            assertSameBits((taken as { result: Float32Array }).result, new Float32Array(length as number));
          } else {
            expect(arena.used, "what is used after an error").toBe(used);
          }
        }
      }),
      { numRuns: FEW_CALLS },
    );
  });
});

const anyNothing = mostly<unknown>(fc.constant(undefined), fc.record({ no: noValueName }));
const anyButMemory = anyNothing.filter((any) => !isNo(any) || any.no !== "a WebAssembly memory");

describe("createElu, called with anything,", () => {
  it.each([
    ["elu-simd", createElu, ["wasm-simd", "js"]],
    ["elu-simd/exact", createExactElu, ["wasm-exact-simd", "js"]],
    ["elu-simd/relaxed", createRelaxedElu, ["wasm-relaxed-simd", "wasm-simd", "js-relaxed", "js"]],
  ] as const)("of %s gives the functions, or throws what it documents", (_, create, backends) => {
    const words: readonly unknown[] = ["auto", ...backends];
    fc.assert(
      fc.property(
        anyOptions({ backend: anyWord("auto", ...backends), module: anyNothing, memory: anyButMemory }),
        (described) => {
          const { options, faults } = buildOptions(described, {
            backend: (backend) => (words.includes(backend) ? [] : [rangeFault("backend")]),
            module: () => [typeFault("module")],
            memory: () => [typeFault("memory")],
          });
          const made = attempt(() => untyped({ create }).create(options));
          if (judgeFaults("createElu", made, faults)) {
            assertSameBits((made as { result: Elu }).result.elu(Float32Array.of(1)), Float32Array.of(1));
          }
        },
      ),
      { numRuns: FEW_CALLS },
    );
  });
});

describe("createPool, called with anything,", () => {
  it("opens a pool, or rejects with what it documents", async () => {
    const anyBoolean = mostly<unknown>(fc.constantFrom(undefined, true, false), fc.record({ no: noValueName }));
    const anyUrl = mostly<unknown>(fc.constant(undefined), fc.record({ no: noValueName }));
    const parts = {
      threads: mostly<unknown>(
        fc.constant(1),
        anyCount.filter((count) => typeof count !== "number" || !(count > 1)),
      ),
      capacity: anyCount,
      relaxed: anyBoolean,
      exact: anyBoolean,
      callerComputes: anyBoolean.filter((computes) => computes !== false),
      workerUrl: anyUrl,
    };
    await fc.assert(
      fc.asyncProperty(anyOptions(parts), async (described) => {
        const { options, faults } = buildOptions(described, {
          threads: (threads) => countFaults("threads", threads, 1),
          capacity: (capacity) => countFaults("capacity", capacity, 0, Number.MAX_SAFE_INTEGER),
          relaxed: (relaxed) => booleanFaults("relaxed", relaxed),
          exact: (exact) => booleanFaults("exact", exact),
          callerComputes: (computes) => booleanFaults("callerComputes", computes),
          workerUrl: (url) => (typeof url === "string" ? [] : [typeFault("workerUrl")]),
        });
        const { relaxed, exact } = isNo(described) ? {} : (options as PoolOptions);
        if (relaxed === true && exact === true) faults.push(typeFault("relaxed"));
        const made = await attemptPromise(() => untyped({ createPool }).createPool(options) as Promise<unknown>);
        const isTooMuch = faults.length === 0 && Number((options as { capacity?: number }).capacity) >= TOO_MANY;
        if (isTooMuch) {
          expect(made).toMatchObject({ thrown: { message: /^createPool: no memory for an arena of \d+ floats$/ } });
        } else if (judgeFaults("createPool", made, faults)) {
          const pool = (made as { result: Awaited<ReturnType<typeof createPool>> }).result;
          assertSameBits(await pool.elu(Float32Array.of(1)), Float32Array.of(1));
          await pool.close();
        }
      }),
      { numRuns: FEW_CALLS },
    );
  });
});
