import { readdirSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { uniform } from "../../harness/random.js";
import { inUse } from "../support/garbage.js";
import { openPool } from "../support/open-pool.js";
import { node, windowLike } from "../support/pools.js";
import { FAULTY_LIMITS, faults } from "./faults.js";
import { fire, type Ground, type Limit } from "./session.js";
import { emptyTally, grown, missingIn, type Use } from "./tally.js";

const SECONDS = 60 * Number(process.env.SOAK_MINUTES ?? 10);

/** Node reports the end of a worker, so a call that waits for the pool's timeout has taken too long. */
const SECONDS_TO_WAIT = 60;
const GROUNDS: readonly Ground[] = [node, windowLike].map((host) => ({
  host: { ...host, timeoutSeconds: 2 * SECONDS_TO_WAIT },
  open: openPool,
  secondsToWait: SECONDS_TO_WAIT,
}));

const MIB = 2 ** 20;

vi.setConfig({ testTimeout: (SECONDS + 600) * 1000 });

/** Memory, heap, handles and the number of threads as Linux counts them. */
async function use(): Promise<Use> {
  return { ...(await inUse()), threads: readdirSync("/proc/self/task").length };
}

/** Room for caches of the engine. The memory or the workers of a few dozen leaked pools would take more. */
const BOUNDS: Use = { memory: 64 * MIB, heap: 4 * MIB, handles: 0, threads: 4 };

/** Complaints about the pools, and about resources that grow from the end of the first limit to that of the second. */
async function soak(grounds: readonly Ground[], seed: number, limits: readonly [Limit, Limit]): Promise<string[]> {
  const random = uniform(seed);
  const tally = emptyTally();
  // By the first measurement, the engine has allocated what it allocates once, such as code.
  await fire(grounds, random, tally, limits[0]);
  const before = await use();
  await fire(grounds, random, tally, limits[1]);
  const after = await use();
  console.log(`seed ${seed}:`, tally, before, after);
  return [...missingIn(tally), ...grown(before, after, BOUNDS)];
}

it(`pools under fire for ${SECONDS} seconds answer each call or say why not, and leave nothing behind`, async () => {
  const seed = Number(process.env.SOAK_SEED ?? Date.now() % 2 ** 32);
  const limits = [{ seconds: SECONDS / 4 }, { seconds: (3 * SECONDS) / 4 }] as const;
  const complaints = await soak(GROUNDS, seed, limits).catch((error) => {
    throw new Error(`with SOAK_SEED=${seed}: ${error.message}`, { cause: error });
  });
  expect(complaints).toEqual([]);
});

describe("the soak notices", () => {
  it.each(faults)("$title", async ({ inject, notice }) => {
    const complaints = await soak(GROUNDS.map(inject), 1, FAULTY_LIMITS).catch(({ message }) => [message]);
    expect(complaints).toContainEqual(expect.stringMatching(notice));
  });
});
