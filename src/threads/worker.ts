/**
 * The program of a worker. Bundled into one script and embedded as a string (scripts/embed-worker.mjs), so that bundlers
 * need to know nothing about it.
 */
import { instantiate } from "../core/instantiate.js";
import type { Constants } from "../core/kernel-imports.js";
import { Job } from "./job.js";

/** The first message that the calling thread sends a worker. */
export interface Assignment {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly constants: Constants;
  /** Address of the job, how many workers it is for, and which of them this one is. */
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
