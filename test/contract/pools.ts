/** What is promised of a pool: the bits of one thread, its calls in their order, and an end. */
import type { Elu } from "elu-simd";
import type { Pool } from "elu-simd/threads";
import { assert, assertSame, assertSameBits, assertThrows } from "./assert.js";
import { inputsOf, normalFloats, STAGED } from "./inputs.js";
import { ofEveryOperation } from "./operations.js";
import { besideEachOther, insideAndOutside, overlapping } from "./places.js";

/** An open pool with room for four long arrays, and what its promises are checked with. */
export interface OpenPool {
  readonly pool: Pool;
  /** The functions whose bits it has to give. */
  readonly functions: Elu;
  /** A length at which the pool splits every call, MANY_CHUNKS or more. */
  readonly long: number;
  /** Another of the kind, for what closes it. */
  readonly open: () => Promise<Pool>;
}

export interface PoolPromise {
  readonly title: string;
  /** Throws where the promise does not hold, and says what it saw. */
  readonly check: (opened: OpenPool) => Promise<void>;
}

/** More chunks than a pool keeps room for, the last of which ends within a vector. */
export const MANY_CHUNKS = 18 * STAGED + 7;

/** Floats from which a call is split, whatever a pool has measured; the last of the chunks ends within a vector. */
export const ALWAYS_SPLIT = 2 ** 20 + 5;

/** Within a cache line, around one, and with several chunks. */
const LENGTHS = [0, 1, 3, 4, 5, 15, 16, 17, 61, STAGED + 3, MANY_CHUNKS];

/** Out between the inputs, before both or at one, and in place of both. */
const OVERLAPS = [
  [0, 2],
  [2, 1],
  [1, 1],
];

const ofPools = ofEveryOperation<OpenPool, Promise<void>>;

export const poolPromises: readonly PoolPromise[] = [
  ...ofPools("in the memory of a pool or outside gives the bits of one thread", async (operation, opened) => {
    const { pool, functions } = opened;
    const emptyPool = () => {
      pool.reset();
      return pool;
    };
    for (const length of LENGTHS) {
      for (const { inputs, out, check } of insideAndOutside(operation, functions, length, emptyPool)) {
        assertSame(await operation.run(pool, inputs, out), out, "the result");
        check();
      }
    }
  }),
  ...ofPools("on threads gives a new array where no out is given", async ({ arity, run }, { pool, functions }) => {
    const inputs = inputsOf(arity, 1000);
    assertSameBits(await run(pool, inputs), run(functions, inputs));
  }),
  ...ofPools("on threads leaves the neighbours of subarrays as they were", async (operation, { pool, functions }) => {
    for (const length of [1, 5, 40, STAGED + 5]) {
      for (const offset of [0, 1, 3, 15, 16]) {
        pool.reset();
        const memory = pool.alloc((operation.arity + 1) * (length + 40));
        const { inputs, out, check } = besideEachOther(operation, functions, memory, length, offset);
        await operation.run(pool, inputs, out);
        check();
      }
    }
  }),
  ...ofPools("on threads gives what copying first would give, in place, too", async (operation, opened) => {
    const { pool, functions, long } = opened;
    for (const [shift, length] of [
      [1, STAGED + 6],
      [4, STAGED + 6],
      [100, long],
    ]) {
      pool.reset();
      const size = length + 2 * shift;
      const memories = [pool.alloc(size), new Float32Array(size)];
      if ("SharedArrayBuffer" in globalThis) memories.push(new Float32Array(new SharedArrayBuffer(4 * size)));
      for (const memory of memories) {
        for (const { inputs, out, check } of overlapping(operation, functions, memory, shift, OVERLAPS)) {
          await operation.run(pool, inputs, out);
          check();
        }
      }
    }
  }),
  {
    title: "a pool gives fixed arrays of its memory, all 0, at multiples of 16 bytes, and takes all back",
    check: async ({ open, functions }) => {
      const pool = await open();
      const { capacity } = pool;
      const [first, second] = [pool.alloc(5), pool.alloc(7)];
      assertSame(pool.used, 15, "what is used");
      assertSame(first.byteOffset % 16 || second.byteOffset % 16, 0, "the rest of a place");
      const left = capacity - 16;
      const message =
        `alloc: length must be at most what is left, ${left} floats, got ${capacity}; ` +
        "reset() takes all arrays back, and a larger capacity makes room for more";
      assertThrows(() => pool.alloc(capacity), RangeError, message);
      pool.reset();
      assertSame(pool.used, 0, "what is used after reset");
      const all = pool.alloc(capacity);
      assertSameBits(all, new Float32Array(capacity), "the memory:");
      await pool.elu(all.fill(-1), { out: all });
      assertSameBits(all, new Float32Array(capacity).fill(functions.elu(Float32Array.of(-1))[0]), "all of it at once:");
      await pool.close();
    },
  },
  {
    title: "a pool rejects with what the functions throw, and has written nothing",
    check: async ({ pool, functions }) => {
      const x = new Float32Array(3).fill(-1);
      const out = new Float32Array(3);
      for (const call of [
        ({ elu }) => elu([1] as never, { out }),
        ({ elu }) => elu(x, { alpha: Number.NaN, out }),
        ({ celu }) => celu(x, { alpha: 0, out }),
        ({ eluBackward }) => eluBackward(x, new Float32Array(2), { out }),
        ({ eluBackward }) => eluBackward(x, x, { from: "output", alpha: -1, out }),
        ({ selu }) => selu(x, 2 as never),
      ] as ((functions: Pick<Elu, keyof Elu & keyof Pool> | Pool) => unknown)[]) {
        const thrown = await Promise.resolve(call(pool)).catch((error: Error) => error);
        assert(thrown instanceof TypeError || thrown instanceof RangeError, `rejected with ${thrown}`);
        assertThrows(() => call(functions), thrown instanceof TypeError ? TypeError : RangeError, thrown.message);
      }
      assertSameBits(out, new Float32Array(3), "out:");
    },
  },
  {
    title: "a pool refuses an option of an unknown name beside a known one, and takes none from Object.prototype",
    check: async ({ pool }) => {
      const x = new Float32Array(3).fill(-1);
      const error = await pool.elu(x, { alpha: 2, signal: 1 } as never).catch((thrown) => thrown);
      const isRefused =
        error instanceof TypeError && error.message === "elu: unknown option signal; options are alpha, out";
      assert(isRefused, `it gave ${error}`);
      Object.defineProperty(Object.prototype, "signal", { value: 1, enumerable: true, configurable: true });
      const call = pool.elu(x, { alpha: 2 });
      delete (Object.prototype as { signal?: number }).signal;
      await call;
    },
  },
  {
    title: "a pool closes after the calls that were made, once and for all",
    check: async ({ open, functions, long }) => {
      const pool = await open();
      const x = normalFloats(long);
      const running = [pool.elu(x), pool.elu(x)];
      const closed = pool.close();
      assertSame(pool.close(), closed, "what close returns again");
      await assertClosed(pool.elu(x));
      for (const result of running) assertSameBits(await result, functions.elu(x));
      await closed;
      await assertClosed(pool.elu(x));
      await assertClosed(Promise.resolve().then(() => pool.alloc(1)));
      await pool.close();
    },
  },
];

async function assertClosed(call: Promise<unknown>): Promise<void> {
  const error = await call.catch((error: Error) => error);
  assert(error instanceof Error && error.message === "the pool is closed", `it gave ${error}`);
}
