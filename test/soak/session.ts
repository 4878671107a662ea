/**
 * The life of one pool under fire: calls at random, many in flight, while workers throw or are killed, arrays detached,
 * and in the end the pool is closed over what is still running. Each call is judged by what was done to it.
 */
import { CELU, ELU, type Member, SELU } from "../../proof/reference/family.js";
import { createEluFrom } from "../../src/core/create-elu.js";
import type { Elu } from "../../src/index.js";
import { DEFAULT, EXACT, RELAXED } from "../../src/threads/arithmetic.js";
import type { Host, HostWorker } from "../../src/threads/host.js";
import type { Pool } from "../../src/threads.js";
import { assertSameBits } from "../contract/assert.js";
import { normalFloats } from "../contract/inputs.js";
import { assertNear } from "../contract/members.js";
import type { Functions } from "../contract/operations.js";
import type { openPool } from "../support/open-pool.js";
import type { Tally } from "./tally.js";

/** Where a pool is opened, and how. */
export interface Ground {
  /** Where it does not report the end of a worker, only its timeout shows it. */
  readonly host: Host;
  readonly open: typeof openPool;
  /** No call takes longer, even where others use the machine. */
  readonly secondsToWait: number;
}

const CAPACITY = 2 ** 20;

/** Made at once, so that no call makes memory grow by making more of them. */
const LONGEST = 1_000_000;
const SEEDS = [1, 2, 3];
for (const seed of SEEDS) normalFloats(LONGEST, seed);

/** What a pool computes with, and the functions whose bits it has to give. */
const KINDS = [DEFAULT, RELAXED, EXACT].map((arithmetic) => ({
  arithmetic,
  functions: createEluFrom(arithmetic.builds, arithmetic.fallback, {}),
}));

/** Some workers throw, each over one of its first chunks. */
const CHUNKS_BEFORE_THROWING = 30;

/** Has a worker throw when it has claimed the chunk of that number, and has not computed it. */
const throwingOver = (chunk: number) => `{
  const claim = Atomics.compareExchange;
  let left = ${chunk};
  Atomics.compareExchange = (words, at, from, to) => {
    const was = claim(words, at, from, to);
    if (was === from && --left === 0) throw new Error("thrown on purpose");
    return was;
  };
}`;

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
  readonly #ground: Ground;
  readonly #random: () => number;
  readonly #tally: Tally;
  readonly #functions: Elu;
  readonly #pool: Pool;
  readonly #threadsAtFirst: number;
  readonly #workers: HostWorker[];
  /** How many of the workers will throw. */
  readonly #throwers: number;
  /** Buffers that were detached. Calls on them may be rejected. */
  readonly #detached = new Set<ArrayBufferLike>();
  #hasKilled = false;
  #isClosed = false;

  private constructor(
    ground: Ground,
    random: () => number,
    tally: Tally,
    functions: Elu,
    pool: Pool,
    workers: HostWorker[],
    throwers: number,
  ) {
    this.#ground = ground;
    this.#random = random;
    this.#tally = tally;
    this.#functions = functions;
    this.#pool = pool;
    this.#threadsAtFirst = pool.threads;
    this.#workers = workers;
    this.#throwers = throwers;
  }

  static async open(ground: Ground, random: () => number, tally: Tally): Promise<Session> {
    const { host } = ground;
    const workers: HostWorker[] = [];
    let throwers = 0;
    const watched: Host = {
      ...host,
      spawn: (script, events) => {
        const throws = random() < 0.1;
        if (throws) throwers++;
        const chunk = 1 + Math.floor(random() * CHUNKS_BEFORE_THROWING);
        const worker = host.spawn(throws ? `${throwingOver(chunk)}${script}` : script, events);
        workers.push(worker);
        return worker;
      },
    };
    const { arithmetic, functions } = KINDS[Math.floor(random() * KINDS.length)];
    const parallelFrom = random() < 0.5 ? 1 : 20_000;
    const settings = { threads: 1 + Math.ceil(random() * 3), capacity: CAPACITY, arithmetic, parallelFrom };
    const pool = await inTime("to its start", ground.open(watched, settings), ground.secondsToWait);
    tally.pools++;
    tally.bytes += pool.capacity * Float32Array.BYTES_PER_ELEMENT;
    return new Session(ground, random, tally, functions, pool, workers, throwers);
  }

  /** Batches until the pool is closed, over calls in flight or not. */
  async run(): Promise<void> {
    for (let batches = 1 + Math.floor(this.#random() * 12); batches > 0; batches--) {
      await this.#runBatch(batches === 1 && this.#random() < 0.7);
      this.#pool.reset();
      if (!this.#isClosed) this.#checkThreads();
    }
    await this.#inTime("to its end", this.#pool.close());
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
      if (this.#random() < 0.05) disturbances.push(this.#soon(() => this.#detach(flight)));
      if (this.#random() < 0.02) disturbances.push(this.#soon(() => this.#kill()));
      if (this.#random() < 0.3) await sleep(this.#random() * 2);
    }
    for (const flight of flights) this.#judge(flight, await this.#inTime("to the end of a call", flight.settled));
    await Promise.all(disturbances);
  }

  #checkThreads(): void {
    const { threads, reason } = this.#pool;
    if (!this.#hasKilled && this.#threadsAtFirst - threads > this.#throwers) {
      throw new Error(`the pool has lost a worker that nobody killed: ${reason}`);
    }
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
      else if (this.#throwers > 0 && /^a worker died .*Error: thrown on purpose\)$/.test(message)) this.#tally.thrown++;
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

  /** At once, before calls that were just made are computed, or within milliseconds. */
  async #soon(act: () => void): Promise<void> {
    if (this.#random() < 0.5) await sleep(this.#random() * 3);
    act();
  }

  #inTime<T>(what: string, promise: Promise<T>): Promise<T> {
    return inTime(what, promise, this.#ground.secondsToWait);
  }

  #oneOf<T>(values: readonly T[]): T {
    return values[Math.floor(this.#random() * values.length)];
  }
}

/** The same promise; rejects where it takes too long. */
async function inTime<T>(what: string, promise: Promise<T>, seconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the pool has not come ${what} in ${seconds} s`)), seconds * 1000);
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
