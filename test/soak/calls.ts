/** Calls of a pool at random, each with the bits and the values that it has to give. */
import { CALLS, type FunctionName } from "../../harness/calls.js";
import { MEMBERS } from "../../proof/reference/family.js";
import type { Elu } from "../../src/index.js";
import type { Pool } from "../../src/threads.js";
import { normalFloats } from "../contract/inputs.js";
import { assertNear } from "../contract/members.js";

/** A call that was made. */
export interface Flight {
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

/** Made at once, so that no call makes memory grow by making more of them. */
const LONGEST = 1_000_000;
const SEEDS = [1, 2, 3];
for (const seed of SEEDS) normalFloats(LONGEST, seed);

const FORMS = CALLS.filter(({ fromOutput }) => !fromOutput);
const ALPHAS = [undefined, 1, 2, 0.3, 1.3, 0.0078125, 42.42];

export function oneOf<T>(random: () => number, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)];
}

/**
 * Makes a call; its input may be the out of the last one, which is computed before. Arrays lie in the memory of the
 * pool where `canAlloc`, and elsewhere.
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

/** Short, around what threads split, or long. */
function randomLength(random: () => number): number {
  const r = random();
  if (r < 0.3) return Math.floor(random() * 40);
  return Math.floor(random() * (r < 0.9 ? 30_000 : r < 0.98 ? 200_000 : LONGEST));
}

/** In the memory of the pool, while there is room, or elsewhere. */
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
