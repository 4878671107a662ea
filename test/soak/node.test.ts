import { readdirSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { uniform } from "../../harness/random.js";
import { inUse } from "../support/garbage.js";
import { openPool } from "../support/open-pool.js";
import { node, windowLike } from "../support/pools.js";
import { faults } from "./faults.js";
import { fire, type Ground } from "./session.js";
import { emptyTally, grown, missingIn, type Use } from "./tally.js";

const SECONDS = 60 * Number(process.env.SOAK_MINUTES ?? 10);

/** Of a pool that is broken. */
const FAULTY_SECONDS = 4;

/** Node reports the end of a worker: a call that waits for the timeout of the pool has taken too long. */
const SECONDS_TO_WAIT = 60;
const GROUNDS: readonly Ground[] = [node, windowLike].map((host) => ({
  host: { ...host, timeoutSeconds: 2 * SECONDS_TO_WAIT },
  open: openPool,
  secondsToWait: SECONDS_TO_WAIT,
}));

const MIB = 2 ** 20;

vi.setConfig({ testTimeout: (SECONDS + 600) * 1000 });

/** With the threads, which do not keep the process busy: Linux counts them. No pool is open. */
async function use(): Promise<Use> {
  return { ...(await inUse()), threads: readdirSync("/proc/self/task").length };
}

/** Generous, for what the engine keeps for itself: a few dozen pools whose memory or workers stayed would take more. */
const BOUNDS: Use = { memory: 64 * MIB, heap: 4 * MIB, handles: 0, threads: 4 };

/** What is not as it should be, after so long under fire. */
async function soak(grounds: readonly Ground[], seed: number, seconds: number): Promise<string[]> {
  const random = uniform(seed);
  const tally = emptyTally();
  // Memory that the engine takes once, for code and the like, is taken by then.
  await fire(grounds, random, tally, seconds / 4);
  const before = await use();
  await fire(grounds, random, tally, (seconds * 3) / 4);
  const after = await use();
  console.log(`seed ${seed}:`, tally, before, after);
  return [...missingIn(tally), ...grown(before, after, BOUNDS)];
}

it(`pools under fire for ${SECONDS} seconds answer every call, rightly or with the reason, and leave nothing behind`, async () => {
  const seed = Number(process.env.SOAK_SEED ?? Date.now() % 2 ** 32);
  const complaints = await soak(GROUNDS, seed, SECONDS).catch((error) => {
    throw new Error(`with SOAK_SEED=${seed}: ${error.message}`, { cause: error });
  });
  expect(complaints).toEqual([]);
});

describe("the soak notices", () => {
  it.each(faults)("$title", async ({ inject, notice }) => {
    const complaints = await soak(GROUNDS.map(inject), 1, FAULTY_SECONDS).catch(({ message }) => [message]);
    expect(complaints).toContainEqual(expect.stringMatching(notice));
  });
});
