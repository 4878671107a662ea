import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { createPool } from "../src/threads.js";
import { assertSameBits } from "./contract/assert.js";
import { normalFloats } from "./contract/inputs.js";
import { MANY_CHUNKS } from "./contract/pools.js";
import { functionsOn } from "./support/backends.js";
import { outputOf } from "./support/programs.js";

const { elu } = functionsOn("wasm-simd");

/** Opens a pool, computes in and outside of its memory, and prints the results. */
const PROGRAM = `
  const { createPool } = await import("elu-simd/threads");
  const pool = await createPool({ threads: 2, capacity: 2 ** 21 });
  const results = [];
  for (const x of [pool.alloc(2 ** 21), new Float32Array(2 ** 21)]) {
    for (let k = 0; k < 20; k++) await pool.elu(x.fill(-1), { out: x });
    results.push(x.every((y) => y === x[0]), x[0]);
  }
  console.log(pool.threads, pool.reason, ...results, pool.parallelFrom);
  await pool.close();`;

const EXPECTED = "2 undefined true -0.6321205496788025 true -0.6321205496788025";

describe.each([
  ["node:test mocks", 'import { mock } from "node:test"; mock.timers.enable();', /^\d+$/],
  [
    "another library replaces, with clocks that stand still,",
    `for (const name of ["setTimeout", "setInterval", "setImmediate"]) globalThis[name] = () => ({ ref() {}, unref() {} });
     performance.now = Date.now = () => 0;`,
    /^131072$/,
  ],
])("timers that %s before the import", (_, mocks, parallelFrom) => {
  it("let a pool start and compute", () => {
    const printed = outputOf(mocks + PROGRAM).trimEnd();
    expect(printed.slice(0, EXPECTED.length)).toBe(EXPECTED);
    expect(printed.slice(EXPECTED.length + 1)).toMatch(parallelFrom);
  });
});

describe("timers that vitest mocks", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("let a pool start and compute", async () => {
    const pool = await createPool({ threads: 2 });
    onTestFinished(() => pool.close());
    expect([pool.threads, pool.reason]).toEqual([2, undefined]);
    assertSameBits(await pool.elu(normalFloats(MANY_CHUNKS)), elu(normalFloats(MANY_CHUNKS)));
  });

  it("end no worker that computes, if mocked before the import and advanced by a minute", async () => {
    vi.resetModules();
    const { poolOfTest, windowLike } = await import("./support/pools.js");
    const pool = await poolOfTest(windowLike, { threads: 1 });
    const call = pool.elu(normalFloats(MANY_CHUNKS));
    vi.advanceTimersByTime(60_000);
    assertSameBits(await call, elu(normalFloats(MANY_CHUNKS)));
    expect([pool.threads, pool.reason]).toEqual([1, undefined]);
  });
});
