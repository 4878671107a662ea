/** The differences between Node and browsers: how to start a worker, and whether the calling thread may compute. */

import type { TrustedScriptUrl, WorkerUrl } from "./pool.js";

/** A thread that runs a script. It does not keep the process alive. */
export interface HostWorker {
  postMessage(message: unknown): void;
  /** Keeps the process alive until {@link unref} or the end of the thread. */
  ref(): void;
  unref(): void;
  /** Resolves when the thread has ended. */
  terminate(): Promise<unknown>;
}

interface WorkerEvents {
  onMessage(): void;
  /** The worker threw, did not start, or ended. May be called more than once. */
  onFailure(cause: unknown): void;
}

export interface Host {
  /** The number of threads that the machine runs at the same time. */
  readonly parallelism: number;
  /** Whether the calling thread computes by default. In a window it must stay responsive. */
  readonly callerComputes: boolean;
  /** The deadline for a worker to start, or to compute a chunk, which normally takes microseconds. */
  readonly timeoutSeconds: number;
  /** Starts a thread that runs a classic script. May throw. */
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

/** A module of Node, or undefined elsewhere. Without an import, bundlers for browsers do not look for the module. */
export function nodeModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined {
  return (globalThis as { process?: NodeProcess }).process?.getBuiltinModule?.(name);
}

/**
 * Detects the host. Throws an Error with the reason if it has no workers. Workers run the script in this package, or
 * the file at `workerUrl`, for content security policies that allow only files of the page.
 */
export function detectHost(workerUrl?: WorkerUrl): Host {
  // Cloudflare's workerd has the module of Node, but its Worker class only throws.
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
        // No flags and no environment: a worker would run the preloads of execArgv and NODE_OPTIONS again.
        worker = new Worker(program, { eval: program === script, execArgv: [], env: {}, name: "elu-simd" });
      } catch (cause) {
        // In a page of Electron, Node has the class but refuses to create a worker.
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
  const revoke = () => {
    if (blobUrl) URL.revokeObjectURL(blobUrl);
  };
  let worker: Worker;
  try {
    const url = blobUrl ? trusted(blobUrl) : workerUrl;
    worker = new Worker(url as string | URL, { name: "elu-simd" });
  } catch (cause) {
    revoke();
    throw cause;
  }
  worker.onmessage = () => {
    revoke();
    onMessage();
  };
  worker.onmessageerror = () => onFailure(new Error("the worker could not read its message"));
  worker.onerror = (event) => {
    // Otherwise the page would also report an unhandled error.
    event.preventDefault();
    onFailure(new Error(event.message || whyNoWorker(workerUrl)));
  };
  return {
    postMessage: (value) => worker.postMessage(value),
    ref() {},
    unref() {},
    terminate: async () => {
      revoke();
      worker.terminate();
    },
  };
}

/** Accepts any address. The package passes only the address of its own script. */
const TRUSTING: TrustedTypePolicy = { createScriptURL: (url) => url };

/** Created once: a page with a list of policies allows each name once, and logs every refusal to the console. */
let policy: TrustedTypePolicy | undefined;

/**
 * The address of a script of this package as a TrustedScriptURL, for pages that require one. Returns the string itself
 * if there are no Trusted Types or the page refuses the policy, since the page may not require them.
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

/** Whether this is the main thread of a page, which must stay responsive. */
function isWindow(): boolean {
  return typeof document !== "undefined" && hasWebWorkers();
}
