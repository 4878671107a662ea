/** Times operations of TensorFlow.js without the adapter and with it, in Node and in pages. */
import type * as TensorFlow from "@tensorflow/tfjs";
import { registerElu } from "elu-simd/tfjs";
import { type Effort, timeInTurns } from "../../harness/batches.js";
import { normal } from "../../harness/random.js";
import type { Operation } from "../../harness/tensorflow/operations.js";
import type { Figure } from "../promises.js";

type Tf = typeof TensorFlow;

/** Floats in a run at least, in up to MOST_CALLS calls. */
const FLOATS_PER_RUN = 2 ** 22;
const MOST_CALLS = 200;

/** An operation without the adapter and with it. */
export type Compared = Pick<Operation, "name" | "own" | "ours">;

/** Measures both in turns on the current backend, whose name starts the names of the figures. */
export async function measureOperation(
  tf: Tf,
  backend: string,
  { name, own, ours }: Compared,
  length: number,
  effort: Effort,
): Promise<Figure[]> {
  const [x, dy] = [tf.tensor1d(Float32Array.from({ length }, normal(1))), tf.ones([length])];
  const calls = Math.min(MOST_CALLS, Math.ceil(FLOATS_PER_RUN / length));
  /** Waits for the last call alone: a GPU computes calls in order. */
  const repeated = (call: () => TensorFlow.Tensor) => async () => {
    for (let k = 1; k < calls; k++) tf.tidy(call).dispose();
    const last = tf.tidy(() => call().slice([0], [1]));
    await last.data();
    last.dispose();
  };
  let registration = registerElu(tf);
  const candidates = [
    { before: () => registerElu(tf).unregister(), run: repeated(() => own(tf, x, dy)) },
    {
      before: () => {
        registration = registerElu(tf);
      },
      run: repeated(() => ours(tf, x, registration.elu, dy)),
    },
  ];
  const times = await timeInTurns(candidates, effort);
  tf.dispose([x, dy]);
  const baseline = `${backend}: ${name}, TensorFlow.js`;
  return [baseline, `${backend}: ${name}, registered`].map((name, k) => {
    return { name, baseline, nsPerFloat: times[k] / calls / length };
  });
}
