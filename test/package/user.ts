/** What a user writes, compiled against the packed package's types by package.test.ts. */
import {
  type BackendInfo,
  type BackwardOptions,
  celu,
  celuBackward,
  createElu,
  type Elu,
  type EluOptions,
  elu,
  eluBackward,
  getBackend,
  selu,
  seluBackward,
} from "elu-simd";
import { registerElu } from "elu-simd/tfjs";
import { createPool, type Pool, type PoolOptions } from "elu-simd/threads";

const options: EluOptions = { alpha: 2 };
const result: Float32Array = elu(new Float32Array(4), options);
elu(result, { out: result });
celu(selu(result), { alpha: 0.5 });
const backwardOptions: BackwardOptions = { from: "output" };
eluBackward(result, result, { ...backwardOptions, alpha: 2 });
celuBackward(result, seluBackward(result, result, backwardOptions));
const { name, reason }: BackendInfo = getBackend();
const chosen: Elu = createElu({ backend: "js" });
chosen.elu(result);

const poolOptions: PoolOptions = { threads: 2, capacity: 1000, relaxed: true };
await using pool: Pool = await createPool(poolOptions);
const x: Float32Array = pool.alloc(4);
const y: Float32Array = await pool.elu(x, { alpha: 2, out: x });
await pool.eluBackward(y, y, { from: "output" });

// @ts-expect-error TensorFlow.js, which need not be installed for the types, is handed in
registerElu({});

// @ts-expect-error alpha stands in the options
elu(result, 2);
// @ts-expect-error plain arrays are not taken
elu([1, 2, 3]);
// @ts-expect-error SELU has an alpha of its own
selu(result, { alpha: 2 });
// @ts-expect-error there is no other way to save
eluBackward(result, result, { from: "result" });

export { name, reason };
