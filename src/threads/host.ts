/** What differs between Node and browsers: how a worker is made, and whether the calling thread may be kept busy. */
import type { TrustedScriptUrl, WorkerUrl } from "./api.js";

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
  readonly versions?: { readonly node?: string };
  getBuiltinModule?(name: "node:worker_threads"): { Worker: new (script: string | URL, options: object) => NodeWorker };
  getBuiltinModule?(name: "node:os"): { availableParallelism(): number };
}

interface NodeWorker extends HostWorker {
  on(event: "message" | "error" | "exit", listener: (detail: unknown) => void): void;
  unref(): void;
}

interface TrustedTypes {
  createPolicy(name: string, rules: TrustedTypePolicy): TrustedTypePolicy;
}

interface TrustedTypePolicy {
  createScriptURL(url: string): string | TrustedScriptUrl;
}

const SECONDS_OF_PATIENCE = 10;

/**
 * The host that this is, or an Error that tells why it has no workers. They run the program of this package or, for policies
 * that allow a page's own files only, the file at `workerUrl`.
 */
export function detectHost(workerUrl?: WorkerUrl): Host {
  // Not imported: no bundler for browsers gets to see the name of a Node module.
  const process = (globalThis as { process?: NodeProcess }).process;
  if (process?.getBuiltinModule) return nodeHost(process as Required<NodeProcess>, workerUrl);
  if (hasWebWorkers()) return webHost(workerUrl);
  const node = process?.versions?.node;
  throw new Error(node ? `threads need Node.js 20.16 or newer, this is ${node}` : "this engine has no workers");
}

function nodeHost(process: Required<NodeProcess>, workerUrl: WorkerUrl | undefined): Host {
  const { Worker } = process.getBuiltinModule("node:worker_threads");
  return {
    parallelism: process.getBuiltinModule("node:os").availableParallelism(),
    callerComputes: !isWindow(),
    secondsOfPatience: SECONDS_OF_PATIENCE,
    spawn(script, events) {
      const isPath = typeof workerUrl === "string" && !workerUrl.includes("://");
      const program = workerUrl === undefined ? script : isPath ? workerUrl : new URL(String(workerUrl));
      let worker: NodeWorker;
      try {
        // Flags and preloads of the process would be run once more in each worker; NODE_OPTIONS come with the environment.
        worker = new Worker(program, { eval: program === script, execArgv: [], env: {}, name: "elu-simd" });
      } catch (cause) {
        // Node within a page of Electron has the class, and refuses to make one.
        if (!hasWebWorkers()) throw cause;
        return spawnWebWorker(script, workerUrl, events);
      }
      worker.on("message", events.message);
      worker.on("error", events.death);
      worker.on("exit", (code) => events.death(new Error(`the thread ended with exit code ${code}`)));
      worker.unref();
      return worker;
    },
  };
}

function webHost(workerUrl: WorkerUrl | undefined): Host {
  return {
    parallelism: navigator.hardwareConcurrency || 1,
    callerComputes: !isWindow(),
    secondsOfPatience: SECONDS_OF_PATIENCE,
    spawn: (script, events) => spawnWebWorker(script, workerUrl, events),
  };
}

function spawnWebWorker(
  script: string,
  workerUrl: WorkerUrl | undefined,
  { message, death }: WorkerEvents,
): HostWorker {
  const blobUrl =
    workerUrl === undefined ? URL.createObjectURL(new Blob([script], { type: "text/javascript" })) : undefined;
  const forget = () => {
    if (blobUrl) URL.revokeObjectURL(blobUrl);
  };
  let worker: Worker;
  try {
    const url = blobUrl ? trusted(blobUrl) : workerUrl;
    worker = new Worker(url as string | URL, { name: "elu-simd" });
  } catch (cause) {
    forget();
    throw cause;
  }
  worker.onmessage = () => {
    forget();
    message();
  };
  worker.onmessageerror = () => death(new Error("the worker could not read its message"));
  worker.onerror = (event) => {
    // Otherwise the page, too, would report it as an error that nobody handled.
    event.preventDefault();
    death(new Error(event.message || whyNoWorker(workerUrl)));
  };
  return {
    postMessage: (value) => worker.postMessage(value),
    terminate: async () => {
      forget();
      worker.terminate();
    },
  };
}

/** Trusts any address, and is asked about that of the package's own script alone. */
const TRUSTING: TrustedTypePolicy = { createScriptURL: (url) => url };

/** A page that names its policies allows one of a name to be made once, and tells its console of each that it refuses. */
let policy: TrustedTypePolicy | undefined;

/**
 * The address of a script of this package, for pages that require Trusted Types: they start no worker from a string. It is
 * that string where there are no such types, or where the page refuses the policy; it may not require one.
 */
function trusted(url: string): string | TrustedScriptUrl {
  policy ??= createPolicy();
  return policy.createScriptURL(url);
}

function createPolicy(): TrustedTypePolicy {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  try {
    return trustedTypes?.createPolicy("elu-simd", TRUSTING) ?? TRUSTING;
  } catch {
    return TRUSTING;
  }
}

function whyNoWorker(workerUrl: WorkerUrl | undefined): string {
  return workerUrl === undefined
    ? "the page's content security policy may forbid workers from blob: URLs; workerUrl takes a file of the page"
    : `there may be no worker script at ${workerUrl}`;
}

function hasWebWorkers(): boolean {
  return typeof Worker === "function" && typeof Blob === "function";
}

/** Whether this is the thread of a page, which has to answer its user. */
function isWindow(): boolean {
  return typeof document !== "undefined" && hasWebWorkers();
}
