/**
 * A TypeScript user's program. It compiles with import and with require, under every module resolution, from TypeScript
 * 5.0 on, without the types of the DOM or of Node.
 */
import {
  type Arena,
  type BackendInfo,
  type BackendName,
  type BackwardOptions,
  celu,
  celuBackward,
  createArena,
  createElu,
  type Elu,
  type EluOptions,
  elu,
  eluBackward,
  getBackend,
  selu,
  seluBackward,
} from "elu-simd";
import * as exact from "elu-simd/exact";
import * as relaxed from "elu-simd/relaxed";
import { type EluRegistration, type Layer, registerElu, type TensorFlow, type TensorInfo } from "elu-simd/tfjs";
import { createPool, type Pool, type PoolOptions } from "elu-simd/threads";

class Vector extends Float32Array {
  readonly unit: string = "m";
}

const x: Float32Array = new Float32Array(4);
const options: EluOptions = { alpha: 2 };
const y: Float32Array = elu(x, options);
const backwardOptions: BackwardOptions = { from: "output" };
celu(selu(elu(x, { out: x })), { alpha: 0.5 });
celuBackward(y, seluBackward(y, y, backwardOptions), { alpha: 0.5 });
eluBackward(y, y, { from: "output", alpha: 2, out: x });
const { unit } = elu(x, { out: new Vector(4) });
const { unit: unitOfGradient } = eluBackward(x, x, { out: new Vector(4) });

const arena: Arena = createArena(16);
elu(arena.alloc(4), { out: arena.alloc(4) });
const { name, reason }: BackendInfo = getBackend();
const backend: BackendName = "js-relaxed";
const chosen: Elu = relaxed.createElu({ backend });
chosen.celu(x, { alpha: 2 });
exact.createElu({ backend: "wasm-exact-simd" }).eluBackward(x, x);
const { unit: unitOfChosen } = createElu().selu(x, { out: new Vector(4) });

const poolOptions: PoolOptions = { threads: 2, capacity: 1000, relaxed: true, workerUrl: "/worker.js" };
/** A TrustedScriptURL of the DOM's types or of @types/trusted-types. */
declare const trustedUrl: { toString(): string; toJSON(): string };
const poolOptionsOfPolicy: PoolOptions = { workerUrl: trustedUrl };
async function compute(): Promise<string> {
  const pool: Pool = await createPool(poolOptions);
  const z: Float32Array = await pool.elu(pool.alloc(4), { alpha: 2 });
  const { unit }: Vector = await pool.selu(z, { out: new Vector(4) });
  await pool[Symbol.asyncDispose]();
  await pool.close();
  return unit;
}

const register = (tf: TensorFlow): EluRegistration<TensorInfo, Layer, object> => registerElu(tf);

// @ts-expect-error alpha is an option
elu(x, 2);
// @ts-expect-error out must be a Float32Array
elu(x, { out: [1] });
// @ts-expect-error plain arrays are not accepted
elu([1, 2, 3]);
// @ts-expect-error SELU has a fixed alpha
selu(x, { alpha: 2 });
// @ts-expect-error from is "input" or "output"
eluBackward(x, x, { from: "result" });
// @ts-expect-error there is no such backend
createElu({ backend: "webgpu" });
// @ts-expect-error without out, the result is no subclass
const wrong: Vector = elu(x);
// @ts-expect-error workerUrl is a string or a URL
createPool({ workerUrl: 5 });
// @ts-expect-error the argument is TensorFlow.js, which need not be installed for the types
registerElu({});

export { compute, name, poolOptionsOfPolicy, reason, register, unit, unitOfChosen, unitOfGradient, wrong };
