/** How long operations take without the adapter and with it, in one run, round after round. */
import type * as TensorFlow from "@tensorflow/tfjs";
import { registerElu } from "../../../dist/tfjs.js";
import { normal } from "../../../harness/random.js";
import { OPERATIONS } from "../operations.js";

type Tf = typeof TensorFlow;

/** Floats that a round computes, at least. */
const FLOATS_A_ROUND = 2 ** 22;

/** Nanoseconds for a float, medians of the rounds, by the operation. */
export async function nanosecondsPerFloat(
  tf: Tf,
  length: number,
  rounds: number,
): Promise<Record<string, { own: number; ours: number }>> {
  const random = normal(1);
  const [x, dy] = [tf.tensor1d(Float32Array.from({ length }, random)), tf.ones([length])];
  const calls = Math.min(200, Math.ceil(FLOATS_A_ROUND / length));
  const results: Record<string, { own: number; ours: number }> = {};
  for (const { name, own, ours } of OPERATIONS) {
    const times: { own: number[]; ours: number[] } = { own: [], ours: [] };
    for (let round = 0; round <= rounds; round++) {
      registerElu(tf).unregister();
      const before = await time(() => own(tf, x, dy), calls);
      const { elu } = registerElu(tf);
      const after = await time(() => ours(tf, x, elu, dy), calls);
      if (round === 0) continue; // programs were compiled
      times.own.push(before / length);
      times.ours.push(after / length);
    }
    results[name] = { own: median(times.own), ours: median(times.ours) };
  }
  tf.dispose([x, dy]);
  return results;

  /** A GPU has computed all calls when it gives the last one's result. */
  async function time(run: () => TensorFlow.Tensor, calls: number): Promise<number> {
    const start = performance.now();
    for (let call = 1; call < calls; call++) tf.tidy(run).dispose();
    const last = tf.tidy(() => run().slice([0], [1]));
    await last.data();
    last.dispose();
    return ((performance.now() - start) * 1e6) / calls;
  }
}

function median(times: number[]): number {
  return times.sort((a, b) => a - b)[times.length >> 1];
}
