/** Promises about pools: the bits of one thread, calls in their order, and closing. */
import type { Elu } from "elu-simd";
import type { Pool } from "elu-simd/threads";
import { assert, assertSame, assertSameBits, assertThrows } from "./assert.js";
import { inputsOf, normalFloats, STAGED } from "./inputs.js";
import { ofEveryOperation } from "./operations.js";
import { insideAndOutside, overlapping, sideBySide } from "./places.js";

/** An open pool with room for four arrays of `long` floats, and what the checks need. */
export interface OpenPool {
  readonly pool: Pool;
  /** The functions whose bits the pool gives. */
  readonly functions: Elu;
  /** A length at which the pool splits every call, MANY_CHUNKS or more. */
  readonly long: number;
  /** Opens another pool of the same kind, for checks that close it. */
  readonly open: () => Promise<Pool>;
}

export interface PoolPromise {
  readonly title: string;
  /** Throws an error with the wrong result if the promise is broken. */
  readonly check: (opened: OpenPool) => Promise<void>;
}

/** Floats in more chunks than the ring has slots; the last chunk ends within a vector. */
export const MANY_CHUNKS = 18 * STAGED + 7;

/** A length that every pool splits, whatever it has measured; the last chunk ends within a vector. */
export const ALWAYS_SPLIT = 2 ** 20 + 5;

/** Lengths below and around a cache line, and of several chunks. */
const LENGTHS = [0, 1, 3, 4, 5, 15, 16, 17, 61, STAGED + 3, MANY_CHUNKS];

/** Places of the inputs, with out at place 1: on both sides of out; one after out, one in place; both in place. */
const OVERLAPS = [
  [0, 2],
  [2, 1],
  [1, 1],
];

const ofPools = ofEveryOperation<OpenPool, Promise<void>>;

export const poolPromises: readonly PoolPromise[] = [
  ...ofPools("gives the bits of one thread inside and outside of a pool's memory", async (operation, opened) => {
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
  ...ofPools("on threads returns a new array if no out is given", async ({ arity, run }, { pool, functions }) => {
    const inputs = inputsOf(arity, 1000);
    assertSameBits(await run(pool, inputs), run(functions, inputs));
  }),
  ...ofPools("on threads writes nothing around a subarray", async (operation, { pool, functions }) => {
    for (const length of [1, 5, 40, STAGED + 5]) {
      for (const offset of [0, 1, 3, 15, 16]) {
        pool.reset();
        const memory = pool.alloc((operation.arity + 1) * (length + 40));
        const { inputs, out, check } = sideBySide(operation, functions, memory, length, offset);
        await operation.run(pool, inputs, out);
        check();
      }
    }
  }),
  ...ofPools("on threads computes any overlap as if the inputs were copied first", async (operation, opened) => {
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
    title: "a pool allocates arrays of zeros, aligned to 16 bytes, and reset() makes all memory available again",
    check: async ({ open, functions }) => {
      const pool = await open();
      const { capacity } = pool;
      const [first, second] = [pool.alloc(5), pool.alloc(7)];
      assertSame(pool.used, 15, "used");
      assertSame(first.byteOffset % 16 || second.byteOffset % 16, 0, "byteOffset modulo 16");
      const left = capacity - 16;
      const message =
        `alloc: length must be at most what is left, ${left} floats, got ${capacity}; ` +
        "reset() takes all arrays back, and a larger capacity makes room for more";
      assertThrows(() => pool.alloc(capacity), RangeError, message);
      pool.reset();
      assertSame(pool.used, 0, "used after reset");
      const all = pool.alloc(capacity);
      assertSameBits(all, new Float32Array(capacity), "the memory:");
      await pool.elu(all.fill(-1), { out: all });
      assertSameBits(all, new Float32Array(capacity).fill(functions.elu(Float32Array.of(-1))[0]), "all of it at once:");
      await pool.close();
    },
  },
  {
    title: "a pool rejects with the error that the functions throw, and leaves out unchanged",
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
    title: "a pool refuses an unknown option next to a known one, and takes no option from Object.prototype",
    check: async ({ pool }) => {
      const x = new Float32Array(3).fill(-1);
      const error = await pool.elu(x, { alpha: 2, signal: 1 } as never).catch((thrown) => thrown);
      const isRefused =
        error instanceof TypeError && error.message === "elu: unknown option signal; options are alpha, out";
      assert(isRefused, `got ${error}`);
      Object.defineProperty(Object.prototype, "signal", { value: 1, enumerable: true, configurable: true });
      const call = pool.elu(x, { alpha: 2 });
      delete (Object.prototype as { signal?: number }).signal;
      await call;
    },
  },
  {
    title: "a pool closes after the calls in flight, and rejects later calls",
    check: async ({ open, functions, long }) => {
      const pool = await open();
      const x = normalFloats(long);
      const running = [pool.elu(x), pool.elu(x)];
      const closed = pool.close();
      assertSame(pool.close(), closed, "the promise of the second close");
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
  assert(error instanceof Error && error.message === "the pool is closed", `a closed pool gave ${error}`);
}
