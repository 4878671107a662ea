/** What an engine is asked to show of a pool of two threads: the bits of one. */
import { type BackendName, createElu } from "elu-simd";
import { createPool } from "elu-simd/threads";
import { operations } from "../operations.js";
import { assertSameBits } from "./assert.js";
import { randomInputs } from "./inputs.js";

export interface PoolReport {
  readonly threads: number;
  /** Why there are not two; left out where there are. */
  readonly reason?: string | undefined;
  readonly backend: BackendName;
  /** Promises that do not hold, with what was seen. */
  readonly broken: readonly string[];
}

/** Calls as long as this are split, whatever the pool has measured; and this one ends within a vector. */
const LENGTH = 2 ** 20 + 5;

export async function askPool(): Promise<PoolReport> {
  const pool = await createPool({ threads: 2, capacity: 3 * (LENGTH + 16) });
  const backend = pool.getBackend().name;
  const functions = createElu({ backend });
  const broken: string[] = [];
  for (const { title, arity, run } of operations) {
    const inputs = randomInputs(arity, LENGTH);
    const expected = run(functions, inputs);
    pool.reset();
    const placed = inputs.map((input) => {
      const array = pool.alloc(LENGTH);
      array.set(input);
      return array;
    });
    try {
      assertSameBits(await run(pool, placed, pool.alloc(LENGTH)), expected, "in the memory of the pool");
      assertSameBits(await run(pool, inputs), expected, "outside");
    } catch (error) {
      broken.push(`${title} on threads gives the bits of one: ${error}`);
    }
  }
  const { threads, reason } = pool;
  await pool.close();
  return { threads, reason, backend, broken };
}
