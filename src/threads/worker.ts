/**
 * The program of a worker. Bundled into one script and embedded as a string (scripts/embed-worker.mjs), so that no
 * bundler of a user has to know of it.
 */
import { instantiate } from "../core/instantiate.js";
import type { Constants } from "../core/kernel-imports.js";
import { Job } from "./job.js";

/** What the calling thread sends a worker to begin with. */
export interface Assignment {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly constants: Constants;
  /** Address of the job, for how many workers it is, and which of them this one is. */
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
  const job = new Job({ kernels: instantiate(module, memory, constants), memory: memory.buffer }, jobStart, workers);
  port.postMessage(undefined);
  job.attend(worker, () => port.postMessage(undefined));
};
