/** Random calls of a pool, each with the bits and the values that it must return. */
import { CALLS, type FunctionName } from "../../harness/calls.js";
import { MEMBERS } from "../../proof/reference/family.js";
import type { Elu } from "../../src/index.js";
import type { Pool } from "../../src/threads.js";
import { normalFloats } from "../contract/inputs.js";
import { assertNear } from "../contract/members.js";

/** A call in flight. */
export interface Flight {
  readonly arrays: readonly Float32Array[];
  readonly out: Float32Array | undefined;
  /** The result of the same call on one thread. */
  readonly expected: Float32Array;
  /** The earlier call whose `out` is an input of this one. */
  readonly after: Flight | undefined;
  /** Throws if a float of the result is too far from the definition. */
  readonly checkDefinition: (result: Float32Array) => void;
  readonly settled: Promise<PromiseSettledResult<Float32Array>>;
  /** True after a rejection: calls that depend on this one have undefined inputs. */
  lost: boolean;
}

const LONGEST = 1_000_000;
const SEEDS = [1, 2, 3];
// Generate all inputs now, so that no call makes memory grow later.
for (const seed of SEEDS) normalFloats(LONGEST, seed);

const FORMS = CALLS.filter(({ fromOutput }) => !fromOutput);
const ALPHAS = [undefined, 1, 2, 0.3, 1.3, 0.0078125, 42.42];

export function oneOf<T>(random: () => number, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)];
}

/**
 * Makes a call. Its input may be the `out` of the last call, which the pool computes first. If `canAlloc`, some arrays
 * lie in the memory of the pool.
 */
export function makeCall(
  pool: Pool,
  functions: Elu,
  random: () => number,
  last: Flight | undefined,
  canAlloc: boolean,
): Flight {
  const { name, run } = oneOf(random, FORMS);
  const alpha = oneOf(random, ALPHAS);
  const after = last?.out?.length === last?.expected.length && random() < 0.3 ? last : undefined;
  const length = after?.out?.length ?? randomLength(random);

  const place = (floats: Float32Array) => placeSomewhere(floats, pool, random, canAlloc);
  const fresh = () => place(normalFloats(length, oneOf(random, SEEDS)));
  const x = after?.out ?? fresh();
  const g = name.endsWith("Backward") ? fresh() : undefined;
  const inPlace = !after && random() < 0.2;
  const out = inPlace ? x : random() < 0.6 ? place(new Float32Array(length)) : undefined;

  const before = { x: after ? after.expected.slice() : x.slice(), g: g?.slice() ?? x, out: undefined };
  const call = run(pool, { x, g: g ?? x, out }, alpha);
  return {
    arrays: [x, g, out].filter((array) => array !== undefined),
    out: inPlace ? undefined : out,
    settled: Promise.allSettled([call]).then(([result]) => result),
    expected: run(functions, before, alpha),
    after,
    lost: false,
    checkDefinition: (result) => {
      for (let k = 0; k < 8 && length > 0; k++) {
        const i = Math.floor(random() * length);
        checkFloat(name, result[i], before.x[i], g && before.g[i], Math.fround(alpha ?? 1));
      }
    },
  };
}

function checkFloat(name: FunctionName, actual: number, x: number, g: number | undefined, alpha: number): void {
  const [member] = MEMBERS.filter((member) => name.startsWith(member.name));
  if (g === undefined) assertNear(member, "value", actual, member.value(x, alpha), x, alpha);
  else assertNear(member, "gradient", actual, g * member.gradient(x, alpha), x, alpha);
}

/** A length below, around or far above the least that threads split. */
function randomLength(random: () => number): number {
  const r = random();
  if (r < 0.3) return Math.floor(random() * 40);
  return Math.floor(random() * (r < 0.9 ? 30_000 : r < 0.98 ? 200_000 : LONGEST));
}

/** Copies the floats into the memory of the pool, if that has room, or into a new array elsewhere. */
function placeSomewhere(floats: Float32Array, pool: Pool, random: () => number, canAlloc: boolean): Float32Array {
  const where = random();
  const hasRoom = canAlloc && pool.capacity - pool.used > floats.length + 4;
  const memory =
    where < 0.5 && hasRoom
      ? pool.alloc(floats.length)
      : new Float32Array(where < 0.6 ? new SharedArrayBuffer(floats.byteLength) : new ArrayBuffer(floats.byteLength));
  memory.set(floats);
  return memory;
}
