/** A pool that is closed at the end of a block by `await using`, which TypeScript supports from 5.2 on. */
import { createPool } from "elu-simd/threads";

export async function compute(x: Float32Array): Promise<Float32Array> {
  await using pool = await createPool({ threads: 2 });
  return await pool.elu(x);
}
