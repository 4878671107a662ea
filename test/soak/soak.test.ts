import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it, vi } from "vitest";
import { uniform } from "../../reference/random.js";
import { Session, type Tally } from "./session.js";

const SECONDS = 60 * Number(process.env.SOAK_MINUTES ?? 10);

/** Pools that are under fire at the same time. */
const AT_ONCE = 3;

const MIB = 2 ** 20;

vi.setConfig({ testTimeout: (SECONDS + 600) * 1000 });

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes of memory in use, and what keeps the process busy, with no pool open. */
async function held(): Promise<{ rss: number; heap: number; handles: number }> {
  for (let k = 0; k < 5; k++) {
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const { rss, heapUsed } = process.memoryUsage();
  return { rss, heap: heapUsed, handles: process.getActiveResourcesInfo().length };
}

/** Opens, uses and closes pools, several at once, for so long. */
async function soak(random: () => number, tally: Tally, seconds: number): Promise<void> {
  const end = Date.now() + 1000 * seconds;
  const one = async () => {
    while (Date.now() < end) await (await Session.open(random, tally)).run();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

it(`pools under fire for ${SECONDS} seconds answer every call, rightly or with the reason, and leave nothing behind`, async () => {
  const seed = Number(process.env.SOAK_SEED ?? Date.now() % 2 ** 32);
  const random = uniform(seed);
  const tally: Tally = { calls: 0, right: 0, killed: 0, detached: 0, closed: 0, kills: 0 };
  try {
    // Memory that the engine takes once, for code and the like, is taken by then.
    await soak(random, tally, SECONDS / 4);
    const before = await held();
    await soak(random, tally, (SECONDS * 3) / 4);
    const after = await held();
    console.log(`seed ${seed}:`, tally, before, after);
    const { calls, right, killed, detached, closed, kills } = tally;
    expect(right + killed + detached + closed).toBe(calls);
    // All of it has really happened.
    for (const count of [right, detached, closed, kills]) expect(count).toBeGreaterThan(0);
    expect(after.handles).toBe(before.handles);
    expect(after.heap - before.heap).toBeLessThan(4 * MIB);
    expect(after.rss - before.rss).toBeLessThan(64 * MIB);
  } catch (error) {
    throw new Error(`with SOAK_SEED=${seed}: ${(error as Error).message}`, { cause: error });
  }
});
