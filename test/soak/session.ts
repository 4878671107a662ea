/**
 * Pools under fire: random calls, many of them in flight, while workers throw or are killed and arrays are detached. In
 * the end the pool is closed, often during calls. Each call must succeed, or fail for a reason that it was given.
 */
import { createEluFrom } from "../../src/core/create-elu.js";
import { DEFAULT, EXACT, RELAXED } from "../../src/threads/arithmetic.js";
import type { Host, HostWorker } from "../../src/threads/host.js";
import type { Pool } from "../../src/threads.js";
import { assertSameBits } from "../contract/assert.js";
import type { openPool } from "../support/open-pool.js";
import { type Flight, makeCall, oneOf } from "./calls.js";
import type { Tally } from "./tally.js";

/** How to open a pool. */
export interface Ground {
  /** A host that does not report the end of a worker notices it by its timeout. */
  readonly host: Host;
  readonly open: typeof openPool;
  /** No call takes longer, even on a busy machine. */
  readonly secondsToWait: number;
}

/** When the fire ends: after this time, or after this number of pools, which does not depend on the machine's speed. */
export type Limit = { readonly seconds: number } | { readonly pools: number };

/** Number of pools under fire at the same time. */
const AT_ONCE = 3;

const CAPACITY = 2 ** 20;

/** The arithmetics of a pool, each with the functions whose bits the pool must return. */
const KINDS = [DEFAULT, RELAXED, EXACT].map((arithmetic) => ({
  arithmetic,
  functions: createEluFrom(arithmetic.builds, arithmetic.fallback, {}),
}));

/** Some workers throw, each on one of its first chunks. */
const CHUNKS_BEFORE_THROWING = 30;

/** Code that makes a worker throw after it has claimed its chunk number `chunk` and before it computes it. */
const throwingOver = (chunk: number) => `{
  const claim = Atomics.compareExchange;
  let left = ${chunk};
  Atomics.compareExchange = (words, at, from, to) => {
    const was = claim(words, at, from, to);
    if (was === from && --left === 0) throw new Error("thrown on purpose");
    return was;
  };
}`;

/** Errors of a call whose array was detached: during the call, before it, or while the call compared lengths. */
const OF_DETACHED =
  / (was detached or shrunk before the call was done$|must be attached to its memory, got a detached |must be as long as )/;

/** Opens, uses and closes pools up to the limit, each on one of the grounds. Rejects if a pool breaks a promise. */
export async function fire(
  grounds: readonly Ground[],
  random: () => number,
  tally: Tally,
  limit: Limit,
): Promise<void> {
  const end = "seconds" in limit ? Date.now() + 1000 * limit.seconds : Infinity;
  let poolsLeft = "pools" in limit ? limit.pools : Infinity;
  const runSessions = async () => {
    while (Date.now() < end && poolsLeft-- > 0) await runSession(oneOf(random, grounds), random, tally);
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, runSessions));
  } finally {
    poolsLeft = 0;
  }
}

/** The workers of a pool, some of which will throw. */
interface Workers {
  readonly all: HostWorker[];
  throwers: number;
  hasKilled: boolean;
}

/** The life of one pool: batches of calls until the pool is closed, during the last batch or after it. */
async function runSession({ host, open, secondsToWait }: Ground, random: () => number, tally: Tally): Promise<void> {
  const workers: Workers = { all: [], throwers: 0, hasKilled: false };
  const { arithmetic, functions } = oneOf(random, KINDS);
  const parallelFrom = random() < 0.5 ? 1 : 20_000;
  const settings = { threads: 1 + Math.ceil(random() * 3), capacity: CAPACITY, arithmetic, parallelFrom };
  const pool = await inTime("to its start", open(watching(host, workers, random), settings), secondsToWait);
  const threadsAtFirst = pool.threads;
  tally.pools++;
  tally.bytes += pool.capacity * Float32Array.BYTES_PER_ELEMENT;

  /** Detached buffers. Calls on them may be rejected. */
  const detached = new Set<ArrayBufferLike>();
  let isClosed = false;
  for (let batches = 1 + Math.floor(random() * 12); batches > 0; batches--) {
    await runBatch(batches === 1 && random() < 0.7);
    pool.reset();
    if (!isClosed) checkThreads(pool, threadsAtFirst, workers);
  }
  await inTime("to its end", pool.close(), secondsToWait);

  async function runBatch(closesWithin: boolean): Promise<void> {
    const flights: Flight[] = [];
    const count = 1 + Math.floor(random() * 16);
    const closeAt = closesWithin ? Math.floor(random() * count) : -1;
    const disturbances: Promise<void>[] = [];
    for (let k = 0; k < count; k++) {
      if (k === closeAt) {
        void pool.close();
        isClosed = true;
      }
      tally.calls++;
      const flight = makeCall(pool, functions, random, flights.at(-1), !isClosed);
      flights.push(flight);
      if (random() < 0.05) disturbances.push(soon(() => detachOneOf(flight)));
      if (random() < 0.02) disturbances.push(soon(kill));
      if (random() < 0.3) await sleep(random() * 2);
    }
    for (const flight of flights) judge(flight, await inTime("to the end of a call", flight.settled, secondsToWait));
    await Promise.all(disturbances);
  }

  function judge(flight: Flight, settled: PromiseSettledResult<Float32Array>): void {
    const { arrays, expected, after, checkDefinition } = flight;
    const isDetached = arrays.some(({ buffer }) => detached.has(buffer));
    if (settled.status === "rejected") {
      flight.lost = true;
      tally[reasonOf(settled.reason, isDetached)]++;
      return;
    }
    // A result that was detached afterwards, or that depends on a lost call, proves nothing.
    if (after?.lost) flight.lost = true;
    else if (!isDetached) {
      assertSameBits(settled.value, expected, "a call of the pool:");
      checkDefinition(settled.value);
    }
    tally.right++;
  }

  /** The reason for which a call may be rejected. Throws the error if there is none. */
  function reasonOf(error: Error, isDetached: boolean): "detached" | "thrown" | "killed" | "closed" {
    const { message } = error;
    if (isDetached && OF_DETACHED.test(message)) return "detached";
    if (workers.throwers > 0 && /^a worker died .*Error: thrown on purpose\)$/.test(message)) return "thrown";
    if (workers.hasKilled && /^a worker died while it computed this call /.test(message)) return "killed";
    if (isClosed && message === "the pool is closed") return "closed";
    throw error;
  }

  /** Detaches one array of the call, unless its memory is shared. */
  function detachOneOf({ arrays }: Flight): void {
    const { buffer } = oneOf(random, arrays);
    if (buffer instanceof SharedArrayBuffer || detached.has(buffer)) return;
    detached.add(buffer);
    structuredClone(buffer, { transfer: [buffer] });
  }

  function kill(): void {
    if (workers.all.length === 0) return;
    workers.hasKilled = true;
    tally.kills++;
    void oneOf(random, workers.all).terminate();
  }

  /** Acts at once, before the pool computes the calls just made, or within three milliseconds. */
  async function soon(act: () => void): Promise<void> {
    if (random() < 0.5) await sleep(random() * 3);
    act();
  }
}

/** The host, with its workers recorded in `workers` and some of them made to throw. */
function watching(host: Host, workers: Workers, random: () => number): Host {
  return {
    ...host,
    spawn: (script, events) => {
      const throws = random() < 0.1;
      if (throws) workers.throwers++;
      const chunk = 1 + Math.floor(random() * CHUNKS_BEFORE_THROWING);
      const worker = host.spawn(throws ? `${throwingOver(chunk)}${script}` : script, events);
      workers.all.push(worker);
      return worker;
    },
  };
}

function checkThreads({ threads, reason }: Pool, threadsAtFirst: number, { hasKilled, throwers }: Workers): void {
  if (!hasKilled && threadsAtFirst - threads > throwers) {
    throw new Error(`the pool has lost a worker that nobody killed: ${reason}`);
  }
}

/** The same promise, rejected if it takes longer. */
async function inTime<T>(milestone: string, promise: Promise<T>, seconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the pool has not come ${milestone} in ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
