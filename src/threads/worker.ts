/**
 * The program of a worker. scripts/embed-worker.mjs bundles it into one script and embeds the script as a string, so
 * that users need no bundler settings for it.
 */
import { instantiate } from "../core/instantiate.js";
import type { Constants } from "../core/kernel-imports.js";
import { Job } from "./job.js";

/** The first message from the calling thread to a worker. */
export interface Assignment {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly constants: Constants;
  /** The address of the job, the number of its workers, and the number of this worker. */
  readonly jobStart: number;
  readonly workers: number;
  readonly worker: number;
}

interface Port {
  onmessage: ((event: { data: Assignment }) => void) | null;
  postMessage(message: undefined): void;
}

interface NodeProcess {
  getBuiltinModule?(name: "node:worker_threads"): { parentPort: Port };
}

const { process } = globalThis as { process?: NodeProcess };
const port = process?.getBuiltinModule?.("node:worker_threads").parentPort ?? (globalThis as unknown as Port);

port.onmessage = ({ data: { module, memory, constants, jobStart, workers, worker } }) => {
  const kernels = instantiate(module, memory, constants);
  const job = new Job({ kernels, memory: memory.buffer }, jobStart, workers);
  port.postMessage(undefined);
  job.runWorker(worker, () => port.postMessage(undefined));
};
