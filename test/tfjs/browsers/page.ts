/** The program of the page: the functions that the tests call by name. */
import { getThreadsCount } from "@tensorflow/tfjs-backend-wasm";
import { recreateBackend } from "../../../harness/tensorflow/page-backends.js";
import { promises } from "../promises.js";

const page = {
  use: recreateBackend,

  /** Rejects if the promise is broken. */
  check: (name: string): Promise<void> => promises[name](),

  threads: (): number => getThreadsCount(),
};

export type Page = typeof page;

Object.assign(globalThis, { page });
