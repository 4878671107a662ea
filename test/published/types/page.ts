/** Uses of results in a page. From 5.7 on, the types of arrays include the kind of their memory. */
import { elu, eluBackward, selu } from "elu-simd";
import * as relaxed from "elu-simd/relaxed";
import { createPool } from "elu-simd/threads";

const x = new Float32Array(128);
const y: Float32Array<ArrayBuffer> = elu(x);
const z: Float32Array<ArrayBuffer> = relaxed.createElu().eluBackward(x, y);
const file = new Blob([elu(x), selu(x, { out: y }), z]);
new AudioBuffer({ length: 128, sampleRate: 48_000 }).copyToChannel(elu(x), 0);

const shared = new Float32Array(new SharedArrayBuffer(512));
const kept: Float32Array<SharedArrayBuffer> = elu(shared, { out: shared });
const gradient: Float32Array<SharedArrayBuffer> = eluBackward(x, x, { out: shared });

async function compute(): Promise<Blob> {
  const pool = await createPool({ workerUrl: new URL("worker.js", location.href) });
  const result: Float32Array<SharedArrayBuffer> = await pool.elu(x, { out: shared });
  return new Blob([await pool.elu(result)]);
}

// @ts-expect-error a Blob takes no shared memory
new Blob([elu(x, { out: shared })]);
// @ts-expect-error a new array is not in shared memory
const wrong: Float32Array<SharedArrayBuffer> = elu(shared);

export { compute, file, gradient, kept, wrong };
