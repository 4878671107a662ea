/** The program of the page: the functions that tests and the bench call by name. */
import * as tf from "@tensorflow/tfjs";
import { getThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import "@tensorflow/tfjs-backend-webgpu";
import { registerElu } from "elu-simd/tfjs";
import { measureOperation } from "../../../bench/peers/tfjs-operations.js";
import type { Figure } from "../../../bench/promises.js";
import type { Effort } from "../../../harness/batches.js";
import { type Errors, floatsOf, hardInputs, largestErrors, OPERATIONS } from "../operations.js";
import { promises } from "../promises.js";

setWasmPaths(new URL("wasm/", location.href).href);

export interface Flags {
  readonly [name: string]: boolean | number;
}

const page = {
  /** Recreates the backend with these flags. Returns whether the browser supports the backend. */
  async use(backend: string, flags: Flags = {}): Promise<boolean> {
    registerElu(tf).unregister();
    const factory = tf.findBackendFactory(backend);
    tf.removeBackend(backend);
    tf.registerBackend(backend, factory, 3);
    for (const [name, value] of Object.entries(flags)) tf.env().set(name, value);
    const available = await tf.setBackend(backend).catch(() => false);
    return available && tf.getBackend() === backend;
  },

  /** Rejects if the promise is broken. */
  check: (name: string): Promise<void> => promises[name](),

  threads: (): number => getThreadsCount(),

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
