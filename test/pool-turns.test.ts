import { describe, expect, it, onTestFinished, vi } from "vitest";
import { assertSameBits } from "./contract/assert.js";
import { normalFloats } from "./contract/inputs.js";
import { type PoolKind, poolKinds } from "./support/pools.js";

// A clock that advances a millisecond at each reading, so that no test depends on the speed of the machine.
vi.hoisted(() => {
  let readings = 0;
  performance.now = () => readings++;
});

const LONG = 2 ** 23;

/** Returns a function that returns the turns of the event loop since this call. */
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

/** A pool of each executor: with the calling thread, with workers only, and with one thread. */
const eachExecutor = (kinds: readonly PoolKind[]) =>
  kinds.filter(({ title }) => /^(two threads|two workers|one thread)(?!.*(relaxed|exact))/.test(title));

describe.each(eachExecutor(poolKinds))("$title", ({ open, functions }) => {
  async function poolOfTest() {
    const pool = await open();
    onTestFinished(() => pool.close());
    return pool;
  }

  it("yields to the event loop between calls that are awaited one after another", async () => {
    const pool = await poolOfTest();
    const turns = countTurns();
    for (const x of [pool.alloc(2 ** 14), new Float32Array(2 ** 14), new Float32Array(3)]) {
      const before = turns();
      for (let k = 0; k < 400; k++) await pool.elu(x, { out: x });
      expect(turns()).toBeGreaterThan(before);
    }
  });

  it("returns the promise of a long call at once, and yields to the event loop within the call", async () => {
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

  it.each(["input", "out"])("rejects a call whose %s is detached in such a turn", async (name) => {
    const pool = await poolOfTest();
    const arrays: Record<string, Float32Array> = { input: new Float32Array(LONG), out: new Float32Array(LONG) };
    const call = pool.elu(arrays.input, { out: arrays.out });
    setImmediate(() => structuredClone(arrays[name], { transfer: [arrays[name].buffer as ArrayBuffer] }));
    await expect(call).rejects.toThrow(new TypeError(`${name} was detached or shrunk before the call was done`));
  });
});

describe("a turn whose message is lost, as WebKit loses messages in its back-forward cache", () => {
  it("ends nevertheless", async () => {
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
