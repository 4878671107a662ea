/** What differs between Node and browsers: how a worker is made, and whether the calling thread may be kept busy. */

/** A thread that runs a script. */
export interface HostWorker {
  postMessage(message: unknown): void;
  /** Resolves when the thread has ended. */
  terminate(): Promise<unknown>;
}

/** What the one who made a worker hears of it. */
export interface WorkerEvents {
  message(): void;
  /** It has thrown, could not be started, or has ended; may come more than once. */
  death(cause: unknown): void;
}

export interface Host {
  /** How many threads the machine runs at once. */
  readonly parallelism: number;
  /** Whether the calling thread computes along. The window of a page has to answer its user. */
  readonly callerComputes: boolean;
  /** How long nothing may be heard of a worker that starts, or that computes a chunk, a matter of microseconds. */
  readonly secondsOfPatience: number;
  /** Starts a classic script on a thread of its own, which does not keep the process alive. May throw. */
  spawn(script: string, events: WorkerEvents): HostWorker;
}

interface NodeProcess {
  getBuiltinModule?(name: "node:worker_threads"): { Worker: new (script: string, options: object) => NodeWorker };
  getBuiltinModule?(name: "node:os"): { availableParallelism(): number };
}

interface NodeWorker extends HostWorker {
  on(event: "message" | "error" | "exit", listener: (detail: unknown) => void): void;
  unref(): void;
}

const SECONDS_OF_PATIENCE = 10;

/** The host that this is, or an Error that tells why it has no workers. */
export function detectHost(): Host {
  // Not imported: no bundler for browsers gets to see the name of a Node module.
  const process = (globalThis as { process?: NodeProcess }).process;
  if (process?.getBuiltinModule) return nodeHost(process as Required<NodeProcess>);
  if (typeof Worker === "function" && typeof Blob === "function") return webHost();
  throw new Error("this engine has no workers");
}

function nodeHost(process: Required<NodeProcess>): Host {
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  return {
    parallelism: process.getBuiltinModule("node:os").availableParallelism(),
    callerComputes: true,
    secondsOfPatience: SECONDS_OF_PATIENCE,
    spawn(script, { message, death }) {
      // Flags of the process, such as loaders, would be run once more in each worker.
      const worker = new Worker(script, { eval: true, execArgv: [], name: "elu-simd" });
      worker.on("message", message);
      worker.on("error", death);
      worker.on("exit", (code) => death(new Error(`the thread ended with exit code ${code}`)));
      worker.unref();
      return worker;
    },
  };
}

function webHost(): Host {
  return {
    parallelism: navigator.hardwareConcurrency || 1,
    callerComputes: typeof document === "undefined",
    secondsOfPatience: SECONDS_OF_PATIENCE,
    spawn(script, { message, death }) {
      const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
      const worker = new Worker(url, { name: "elu-simd" });
      worker.onmessage = () => {
        URL.revokeObjectURL(url);
        message();
      };
      worker.onmessageerror = () => death(new Error("the worker could not read its message"));
      worker.onerror = (event) => {
        // Otherwise the page, too, would report it as an error that nobody handled.
        event.preventDefault();
        death(new Error(event.message || "the page's content security policy may forbid workers from blob: URLs"));
      };
      return {
        postMessage: (value) => worker.postMessage(value),
        terminate: async () => worker.terminate(),
      };
    },
  };
}
