/** What differs between Node and browsers: how a worker is made, and whether the calling thread may be kept busy. */

import type { TrustedScriptUrl, WorkerUrl } from "./pool.js";

/** A thread that runs a script. It does not keep the process alive. */
export interface HostWorker {
  postMessage(message: unknown): void;
  /** Keeps the process alive, where the host can exit, until {@link unref} or until the thread ends. */
  ref(): void;
  unref(): void;
  /** Resolves when the thread has ended. */
  terminate(): Promise<unknown>;
}

export interface WorkerEvents {
  onMessage(): void;
  /** The worker has thrown, could not be started, or has ended; may be called more than once. */
  onFailure(cause: unknown): void;
}

export interface Host {
  /** How many threads the machine runs at once. */
  readonly parallelism: number;
  /** Whether the calling thread computes along by default. The window of a page has to answer its user. */
  readonly callerComputes: boolean;
  /** How long a worker may be silent while it starts, or computes a chunk, which takes microseconds. */
  readonly timeoutSeconds: number;
  /** Starts a classic script on a thread of its own. May throw. */
  spawn(script: string, events: WorkerEvents): HostWorker;
}

interface NodeModules {
  "node:os": { availableParallelism(): number };
  "node:worker_threads": {
    Worker: new (script: string | URL, options: object) => NodeWorker;
    MessageChannel: typeof MessageChannel;
  };
}

interface NodeProcess {
  readonly versions?: { readonly node?: string };
  getBuiltinModule?<Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined;
}

interface NodeWorker extends HostWorker {
  on(event: "message" | "error" | "exit", listener: (detail: unknown) => void): void;
}

interface TrustedTypes {
  createPolicy(name: string, rules: TrustedTypePolicy): TrustedTypePolicy;
}

interface TrustedTypePolicy {
  createScriptURL(url: string): string | TrustedScriptUrl;
}

const TIMEOUT_SECONDS = 10;

/** A module of Node, where this is Node. Not imported: no bundler for browsers gets to see the name of a Node module. */
export function nodeModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined {
  return (globalThis as { process?: NodeProcess }).process?.getBuiltinModule?.(name);
}

/**
 * The host that this is, or an Error that says why there are no workers. They run the program of this package or, for
 * policies that allow a page's own files only, the file at `workerUrl`.
 */
export function detectHost(workerUrl?: WorkerUrl): Host {
  // Cloudflare's workerd has Node's module with a class that only throws.
  const isWorkerd = globalThis.navigator?.userAgent === "Cloudflare-Workers";
  const threads = isWorkerd ? undefined : nodeModule("node:worker_threads");
  if (threads) return nodeHost(threads, workerUrl);
  if (hasWebWorkers()) return webHost(workerUrl);
  const { process } = globalThis as { process?: NodeProcess };
  const node = process?.getBuiltinModule ? undefined : process?.versions?.node;
  throw new Error(node ? `threads need Node.js 20.16 or newer, this is ${node}` : "this engine has no workers");
}

function nodeHost({ Worker }: NodeModules["node:worker_threads"], workerUrl: WorkerUrl | undefined): Host {
  return {
    parallelism: nodeModule("node:os")?.availableParallelism() ?? 1,
    callerComputes: !isWindow(),
    timeoutSeconds: TIMEOUT_SECONDS,
    spawn(script, events) {
      const isPath = typeof workerUrl === "string" && !workerUrl.includes("://");
      const program = workerUrl === undefined ? script : isPath ? workerUrl : new URL(String(workerUrl));
      let worker: NodeWorker;
      try {
        // A worker would run the flags and preloads of the process once more; NODE_OPTIONS come with the environment.
        worker = new Worker(program, { eval: program === script, execArgv: [], env: {}, name: "elu-simd" });
      } catch (cause) {
        // Node within a page of Electron has the class, and refuses to make one.
        if (!hasWebWorkers()) throw cause;
        return spawnWebWorker(script, workerUrl, events);
      }
      worker.on("message", events.onMessage);
      worker.on("error", events.onFailure);
      worker.on("exit", (code) => events.onFailure(new Error(`the thread ended with exit code ${code}`)));
      worker.unref();
      return worker;
    },
  };
}

function webHost(workerUrl: WorkerUrl | undefined): Host {
  return {
    parallelism: navigator.hardwareConcurrency || 1,
    callerComputes: !isWindow(),
    timeoutSeconds: TIMEOUT_SECONDS,
    spawn: (script, events) => spawnWebWorker(script, workerUrl, events),
  };
}

function spawnWebWorker(
  script: string,
  workerUrl: WorkerUrl | undefined,
  { onMessage, onFailure }: WorkerEvents,
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
    onMessage();
  };
  worker.onmessageerror = () => onFailure(new Error("the worker could not read its message"));
  worker.onerror = (event) => {
    // Otherwise the page, too, would report it as an error that nobody handled.
    event.preventDefault();
    onFailure(new Error(event.message || whyNoWorker(workerUrl)));
  };
  return {
    postMessage: (value) => worker.postMessage(value),
    ref() {},
    unref() {},
    terminate: async () => {
      forget();
      worker.terminate();
    },
  };
}

/** Trusts any address; only that of the package's own script is ever passed. */
const TRUSTING: TrustedTypePolicy = { createScriptURL: (url) => url };

/** Made once: a page that lists its policies allows each name once, and logs every refusal to its console. */
let policy: TrustedTypePolicy | undefined;

/**
 * The address of a script of this package as a TrustedScriptURL, for pages that require one. The string itself where there
 * are no Trusted Types, or where the page refuses the policy: it may not require them.
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

/** Whether this is the main thread of a page, which has to answer its user. */
function isWindow(): boolean {
  return typeof document !== "undefined" && hasWebWorkers();
}
