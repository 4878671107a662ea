import { describe, expect, it, onTestFinished, vi } from "vitest";
import { assertSameBits } from "./contract/assert.js";
import { normalFloats } from "./contract/inputs.js";
import { type PoolKind, poolKinds } from "./support/pools.js";

// A clock on which every look takes a millisecond, so that no test depends on how fast the machine is.
vi.hoisted(() => {
  let looks = 0;
  performance.now = () => looks++;
});

const LONG = 2 ** 23;

/** Counts the turns that the event loop has had since. */
function countTurns(): () => number {
  let turns = 0;
  const count = () => {
    turns++;
    immediate = setImmediate(count);
  };
  let immediate = setImmediate(count);
  onTestFinished(() => clearImmediate(immediate));
  return () => turns;
}

/** Each executor once. */
const eachExecutor = (kinds: readonly PoolKind[]) =>
  kinds.filter(({ title }) => /^(two threads|two workers|one thread)(?!.*(relaxed|exact))/.test(title));

describe.each(eachExecutor(poolKinds))("$title", ({ open, functions }) => {
  async function poolOfTest() {
    const pool = await open();
    onTestFinished(() => pool.close());
    return pool;
  }

  it("leave the event loop its turns between calls that are awaited one after the other", async () => {
    const pool = await poolOfTest();
    const turns = countTurns();
    for (const x of [pool.alloc(2 ** 14), new Float32Array(2 ** 14), new Float32Array(3)]) {
      const before = turns();
      for (let k = 0; k < 400; k++) await pool.elu(x, { out: x });
      expect(turns()).toBeGreaterThan(before);
    }
  });

  it("leave the event loop its turns inside a long call, and return its promise first", async () => {
    const pool = await poolOfTest();
    const memory = normalFloats(LONG + 1).slice();
    const x = memory.subarray(0, LONG);
    for (const out of [new Float32Array(LONG), memory.subarray(1)]) {
      const expected = functions.elu(x);
      const turns = countTurns();
      const first = out[0];
      const call = pool.elu(x, { out });
      expect(out[0]).toBe(first);
      assertSameBits(await call, expected);
      expect(turns()).toBeGreaterThan(0);
    }
  });

  it.each(["input", "out"])("reject a call whose %s is detached in such a turn", async (name) => {
    const pool = await poolOfTest();
    const arrays: Record<string, Float32Array> = { input: new Float32Array(LONG), out: new Float32Array(LONG) };
    const call = pool.elu(arrays.input, { out: arrays.out });
    setImmediate(() => structuredClone(arrays[name], { transfer: [arrays[name].buffer as ArrayBuffer] }));
    await expect(call).rejects.toThrow(new TypeError(`${name} was detached or shrunk before the call was done`));
  });
});

describe("a turn whose message is lost, as WebKit loses those of a page that it keeps for going back", () => {
  it("ends all the same", async () => {
    let isNextLost = false;
    class Lossy extends MessageChannel {
      constructor() {
        super();
        if (isNextLost) this.port2.postMessage = () => {};
        isNextLost = false;
      }
    }
    vi.stubGlobal("MessageChannel", Lossy);
    onTestFinished(() => void vi.unstubAllGlobals());
    vi.resetModules();
    const { poolKinds } = await import("./support/pools.js");
    const x = normalFloats(LONG);
    for (const { open, functions } of eachExecutor(poolKinds)) {
      const pool = await open();
      onTestFinished(() => pool.close());
      isNextLost = true;
      assertSameBits(await pool.elu(x), functions.elu(x));
      expect(isNextLost).toBe(false);
    }
  });
});
