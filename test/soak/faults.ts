/** Pools broken on purpose, to show that the soak notices each fault, in Node and in browsers. */
import type { Pool } from "../../src/threads.js";
import type { Ground, Limit } from "./session.js";

export interface Fault {
  readonly title: string;
  readonly inject: (ground: Ground) => Ground;
  /** Matches the soak's complaint about the fault. */
  readonly notice: RegExp;
}

/**
 * A soak of faulty pools, before and after the first measurement. The pools are counted, because the fault of memory
 * keeps them all: a page in Chromium has room for 124 WebAssembly memories, and its window and worker keep 60 here.
 */
export const FAULTY_LIMITS: readonly [Limit, Limit] = [{ pools: 5 }, { pools: 25 }];

const kept: Float32Array[] = [];
let workersSpawned = 0;
const inert = { ref() {}, unref() {}, async terminate() {} };

export const faults: readonly Fault[] = [
  {
    title: "a bit of a result that is wrong",
    inject: withElu((pool) => async (input, options) => {
      const result = await pool.elu(input, options);
      if (result.length > 0) new Uint32Array(result.buffer, result.byteOffset, 1)[0] ^= 1;
      return result;
    }),
    notice: /^a call of the pool: float 0 is /,
  },
  {
    title: "a call that never settles",
    inject: (ground) => ({ ...withElu(() => () => new Promise(() => {}))(ground), secondsToWait: 2 }),
    notice: /^the pool has not come to the end of a call in 2 s$/,
  },
  {
    title: "a call that is lost for no reason",
    inject: withElu(() => () => Promise.reject(new Error("a worker died while it computed this call (of nothing)"))),
    notice: /^a worker died while it computed this call \(of nothing\)$/,
  },
  {
    title: "workers that are not ended",
    inject: ({ host, ...ground }) => ({
      ...ground,
      host: {
        ...host,
        spawn: (script, events) => {
          const worker = host.spawn(script, events);
          // Half of them are enough, and leave the machine some memory.
          if (workersSpawned++ % 2 === 0) return worker;
          return { ...inert, postMessage: (message) => worker.postMessage(message) };
        },
      },
    }),
    notice: /^threads has grown/,
  },
  {
    title: "memory that is not given back",
    inject: withPool((pool) => {
      kept.push(pool.alloc(pool.capacity).fill(-1));
      pool.reset();
      return pool;
    }),
    notice: /^memory has grown/,
  },
];

function withPool(change: (pool: Pool) => Pool): Fault["inject"] {
  return (ground) => ({ ...ground, open: async (...how) => change(await ground.open(...how)) });
}

function withElu(eluOf: (pool: Pool) => Pool["elu"]): Fault["inject"] {
  return withPool((pool) => Object.assign(Object.create(pool), { elu: eluOf(pool) }));
}
