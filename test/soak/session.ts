/**
 * The life of one pool under fire: calls at random, many in flight, while workers are killed, arrays detached, and in
 * the end the pool is closed over what is still running. Each call is judged by what was done to it.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { CELU, ELU, type Member, SELU } from "../../reference/family.js";
import type { Elu } from "../../src/index.js";
import type { Pool } from "../../src/threads.js";
import { assertSameBits } from "../contract/assert.js";
import { normalFloats } from "../contract/inputs.js";
import { assertNear } from "../contract/members.js";
import type { Functions } from "../contract/operations.js";
import { functionsOn } from "../support/backends.js";
import { type Host, type HostWorker, node, openPool, windowLike } from "../support/pools.js";

/** How many calls there were, and how many of them each way in which they may end. */
export interface Tally {
  calls: number;
  right: number;
  killed: number;
  detached: number;
  closed: number;
  /** Workers that were ended. */
  kills: number;
}

/** No call takes longer, even where others use the machine. */
const SECONDS_TO_WAIT = 60;

const CAPACITY = 2 ** 20;

/** Made at once, so that no call makes memory grow by making more of them. */
const LONGEST = 1_000_000;
const SEEDS = [1, 2, 3];
for (const seed of SEEDS) normalFloats(LONGEST, seed);

const MEMBERS: readonly Member[] = [ELU, SELU, CELU];
const ALPHAS = [undefined, 1, 2, 0.3, 1.3, 0.0078125, 42.42];

/** One call of a batch. */
interface Flight {
  readonly arrays: readonly Float32Array[];
  readonly out: Float32Array | undefined;
  /** The bits of one thread. */
  readonly expected: Float32Array;
  /** The call whose out is an input here. */
  readonly after: Flight | undefined;
  /** Throws where a float is not what the definition says. */
  readonly checkDefinition: (result: Float32Array) => void;
  readonly settled: Promise<PromiseSettledResult<Float32Array>>;
  /** Set where it was rejected: what depends on it has undefined inputs. */
  lost: boolean;
}

export class Session {
  readonly #random: () => number;
  readonly #tally: Tally;
  readonly #functions: Elu;
  readonly #pool: Pool;
  readonly #workers: HostWorker[];
  /** Buffers that were detached. Calls on them may be rejected. */
  readonly #detached = new Set<ArrayBufferLike>();
  #hasKilled = false;
  #isClosed = false;

  private constructor(random: () => number, tally: Tally, functions: Elu, pool: Pool, workers: HostWorker[]) {
    this.#random = random;
    this.#tally = tally;
    this.#functions = functions;
    this.#pool = pool;
    this.#workers = workers;
  }

  static async open(random: () => number, tally: Tally): Promise<Session> {
    const workers: HostWorker[] = [];
    const host: Host = random() < 0.5 ? node : windowLike;
    const watched: Host = {
      ...host,
      // What only the patience of the pool finds out has taken too long.
      secondsOfPatience: 2 * SECONDS_TO_WAIT,
      spawn: (script, events) => {
        const worker = host.spawn(script, events);
        workers.push(worker);
        return worker;
      },
    };
    const relaxed = random() < 0.3;
    const parallelFrom = random() < 0.5 ? 1 : 20_000;
    const settings = { threads: 1 + Math.ceil(random() * 3), capacity: CAPACITY, relaxed, parallelFrom };
    const pool = await openPool(watched, settings);
    const functions = functionsOn(relaxed ? "wasm-relaxed-simd" : "wasm-simd");
    return new Session(random, tally, functions, pool, workers);
  }

  /** Batches until the pool is closed, over calls in flight or not. */
  async run(): Promise<void> {
    for (let batches = 1 + Math.floor(this.#random() * 12); batches > 0; batches--) {
      await this.#runBatch(batches === 1 && this.#random() < 0.7);
      this.#pool.reset();
    }
    await inTime("to its end", this.#pool.close());
  }

  async #runBatch(closesWithin: boolean): Promise<void> {
    const flights: Flight[] = [];
    const count = 1 + Math.floor(this.#random() * 16);
    const closeAt = closesWithin ? Math.floor(this.#random() * count) : -1;
    const disturbances: Promise<void>[] = [];
    for (let k = 0; k < count; k++) {
      if (k === closeAt) {
        void this.#pool.close();
        this.#isClosed = true;
      }
      const flight = this.#call(flights.at(-1));
      flights.push(flight);
      if (this.#random() < 0.05) disturbances.push(this.#later(() => this.#detach(flight)));
      if (this.#random() < 0.02) disturbances.push(this.#later(() => this.#kill()));
      if (this.#random() < 0.3) await sleep(this.#random() * 2);
    }
    for (const flight of flights) this.#judge(flight, await inTime("to the end of a call", flight.settled));
    await Promise.all(disturbances);
  }

  /** A call at random; its input may be the out of the last one, which is computed before. */
  #call(last: Flight | undefined): Flight {
    const random = this.#random;
    const member = this.#oneOf(MEMBERS);
    const alpha = this.#oneOf(ALPHAS);
    const gradient = random() < 0.5;
    const after = last?.out?.length === last?.expected.length && random() < 0.3 ? last : undefined;
    const length = after?.out?.length ?? this.#length();

    const fresh = () => this.#place(normalFloats(length, this.#oneOf(SEEDS)));
    const input = after?.out ?? fresh();
    const gradOutput = gradient ? fresh() : undefined;
    const arrays = gradOutput ? [gradOutput, input] : [input];
    const [x, g] = [after ? after.expected.slice() : input.slice(), gradOutput?.slice()];
    const inPlace = !after && random() < 0.2;
    const out = inPlace ? input : random() < 0.6 ? this.#place(new Float32Array(length)) : undefined;

    const run = <Result>(
      functions: Functions<Result>,
      first: Float32Array,
      second?: Float32Array,
      to?: Float32Array,
    ) => {
      const options = { out: to, ...(member !== SELU && alpha !== undefined ? { alpha } : {}) };
      return second
        ? functions[`${member.name}Backward`](second, first, options)
        : functions[member.name](first, options);
    };

    this.#tally.calls++;
    const call = run(this.#pool, input, gradOutput, out);
    const settled = Promise.allSettled([call]).then(([result]) => result);
    const expected = run(this.#functions, x, g);
    const rounded = Math.fround(alpha ?? 1);
    return {
      arrays: out ? [...arrays, out] : arrays,
      out: inPlace ? undefined : out,
      expected,
      after,
      settled,
      lost: false,
      checkDefinition: (result) => {
        for (let k = 0; k < 8 && length > 0; k++) {
          const i = Math.floor(random() * length);
          if (!g) assertNear(member, "value", result[i], member.value(x[i], rounded), x[i], rounded);
          else assertNear(member, "gradient", result[i], g[i] * member.gradient(x[i], rounded), x[i], rounded);
        }
      },
    };
  }

  #judge(flight: Flight, settled: PromiseSettledResult<Float32Array>): void {
    const { arrays, expected, after, checkDefinition } = flight;
    const isDetached = arrays.some(({ buffer }) => this.#detached.has(buffer));
    if (settled.status === "rejected") {
      flight.lost = true;
      const message = String((settled.reason as Error).message);
      if (isDetached && / was detached or shrunk before the call was done$/.test(message)) this.#tally.detached++;
      else if (isDetached && / must be attached to its memory, got a detached /.test(message)) this.#tally.detached++;
      else if (isDetached && / must be as long as /.test(message)) this.#tally.detached++;
      else if (this.#hasKilled && /^a worker died while it computed this call /.test(message)) this.#tally.killed++;
      else if (this.#isClosed && message === "the pool is closed") this.#tally.closed++;
      else throw settled.reason;
      return;
    }
    // What was detached after it was done, or came of a call that was lost, tells nothing.
    if (after?.lost) flight.lost = true;
    else if (!isDetached) {
      assertSameBits(settled.value, expected, "a call of the pool:");
      checkDefinition(settled.value);
    }
    this.#tally.right++;
  }

  /** Short, around what threads split, or long. */
  #length(): number {
    const r = this.#random();
    if (r < 0.3) return Math.floor(this.#random() * 40);
    return Math.floor(this.#random() * (r < 0.9 ? 30_000 : r < 0.98 ? 200_000 : LONGEST));
  }

  /** In the memory of the pool, while there is room, or elsewhere. */
  #place(floats: Float32Array): Float32Array {
    const where = this.#random();
    const hasRoom = this.#pool.capacity - this.#pool.used > floats.length + 4 && !this.#isClosed;
    const memory =
      where < 0.5 && hasRoom
        ? this.#pool.alloc(floats.length)
        : new Float32Array(where < 0.6 ? new SharedArrayBuffer(floats.byteLength) : new ArrayBuffer(floats.byteLength));
    memory.set(floats);
    return memory;
  }

  /** Takes the memory from one of its arrays, where that is not shared. */
  #detach({ arrays }: Flight): void {
    const { buffer } = this.#oneOf(arrays);
    if (buffer instanceof SharedArrayBuffer || this.#detached.has(buffer)) return;
    this.#detached.add(buffer);
    structuredClone(buffer, { transfer: [buffer] });
  }

  #kill(): void {
    if (this.#workers.length === 0) return;
    this.#hasKilled = true;
    this.#tally.kills++;
    void this.#oneOf(this.#workers).terminate();
  }

  async #later(act: () => void): Promise<void> {
    await sleep(this.#random() * 3);
    act();
  }

  #oneOf<T>(values: readonly T[]): T {
    return values[Math.floor(this.#random() * values.length)];
  }
}

/** The same promise; rejects where it takes too long. */
async function inTime<T>(what: string, promise: Promise<T>): Promise<T> {
  const timer = new AbortController();
  const late = sleep(SECONDS_TO_WAIT * 1000, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`the pool has not come ${what} in ${SECONDS_TO_WAIT} s`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
  }
}
