/** The program of the page: the functions that the bench calls by name. */
import * as tf from "@tensorflow/tfjs";
import { registerElu } from "elu-simd/tfjs";
import type { Effort } from "../../harness/batches.js";
import { type Errors, floatsOf, hardInputs, largestErrors, OPERATIONS } from "../../harness/tensorflow/operations.js";
import { recreateBackend } from "../../harness/tensorflow/page-backends.js";
import type { Figure } from "../promises.js";
import { measureOperation } from "./tfjs-operations.js";

const page = {
  use: recreateBackend,

  /** The largest errors of each operation, without the adapter and with it. */
  async errors(): Promise<Record<string, { own: Errors; ours: Errors }>> {
    const inputs = hardInputs();
    const results: Record<string, { own: Errors; ours: Errors }> = {};
    for (const { name, own, ours, exact } of OPERATIONS) {
      registerElu(tf).unregister();
      const [x, dy] = [tf.tensor1d(inputs), tf.ones([inputs.length])];
      const before = await floatsOf(tf.tidy(() => own(tf, x, dy)));
      const { elu } = registerElu(tf);
      const after = await floatsOf(tf.tidy(() => ours(tf, x, elu, dy)));
      tf.dispose([x, dy]);
      results[name] = { own: largestErrors(inputs, before, exact), ours: largestErrors(inputs, after, exact) };
    }
    return results;
  },

  /** Nanoseconds per float of each operation on the current backend; `title` names the backend. */
  async speed(title: string, length: number, effort: Effort): Promise<Figure[]> {
    const figures: Figure[] = [];
    for (const operation of OPERATIONS) figures.push(...(await measureOperation(tf, title, operation, length, effort)));
    return figures;
  },
};

export type Page = typeof page;

Object.assign(globalThis, { page });
