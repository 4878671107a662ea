/** The workers of a pool: starts them, waits for them, removes dead ones, and ends them. */

import { message } from "../core/instantiate.js";
import { workerScript } from "../generated/worker-script.js";
import { nextTurn } from "./event-loop.js";
import type { Host, HostWorker } from "./host.js";
import { Job } from "./job.js";
import { JOB_START, type SharedBackend } from "./shared-memory.js";
import type { Assignment } from "./worker.js";

/** Checks of the job before the calling thread sleeps in its event loop. They take about 100 microseconds. */
const SPINS = 20_000;

// Read at import, because tests mock timers later.
const { setInterval, clearInterval } = globalThis;

export class Workers {
  readonly job: Job;
  /** Why workers are missing; undefined if none is. */
  reason: string | undefined;
  /** Set if a worker died while it computed a chunk of the running call. */
  failure: Error | undefined;
  readonly #host: Host;
  /** The living workers, by number. */
  readonly #threads = new Map<number, HostWorker>();
  #wakeCaller: () => void = () => {};

  private constructor(host: Host, job: Job) {
    this.#host = host;
    this.job = job;
  }

  /** Starts `count` workers and resolves when they are ready. If some do not start, there are fewer, and a `reason`. */
  static async start(host: Host, { build, instance, module, memory }: SharedBackend, count: number): Promise<Workers> {
    const workers = new Workers(host, new Job(instance, JOB_START, count));
    const numbers = Array.from({ length: count }, (_, number) => number);
    const { constants } = build;
    await Promise.all(
      numbers.map((worker) =>
        workers.#start({ module, memory, constants, jobStart: JOB_START, workers: count, worker }),
      ),
    );
    workers.#unref();
    return workers;
  }

  /** The number of living workers. */
  get size(): number {
    return this.#threads.size;
  }

  /** The number of threads that compute; the calling thread counts if it computes. */
  get threads(): number {
    return Math.max(1, this.size + (this.#host.callerComputes ? 1 : 0));
  }

  /** Whether the calling thread computes chunks. */
  get callerComputes(): boolean {
    return this.#host.callerComputes || this.size === 0;
  }

  /** Whether any worker is in the job. */
  get anyInJob(): boolean {
    for (const worker of this.#threads.keys()) if (this.job.isIn(worker)) return true;
    return false;
  }

  /** Whether any worker is not in the job and may need a wake-up. */
  get anyOutOfJob(): boolean {
    for (const worker of this.#threads.keys()) if (!this.job.isIn(worker)) return true;
    return false;
  }

  /** Waits until `happened()`, or until a worker sends a message or dies; the caller checks again. */
  async progress(happened: () => boolean): Promise<void> {
    // A calling thread that does not compute, such as a window, must not spin.
    for (let spins = this.#host.callerComputes ? SPINS : 0; spins > 0; spins--) if (happened()) return;
    this.job.requestMessage();
    if (happened()) return;
    // Workers keep the process alive until the call is done; a mocked timer would not.
    for (const thread of this.#threads.values()) thread.ref();
    const onSecond = () => happened() && this.#wakeCaller();
    const stopWatching = this.#watch(() => this.#removeSilent(), onSecond);
    await new Promise<void>((resolve) => {
      this.#wakeCaller = resolve;
    });
    stopWatching();
    this.#unref();
  }

  #unref(): void {
    for (const thread of this.#threads.values()) thread.unref();
  }

  /** Throws the failure of the call, if there is one. */
  throwFailure(): void {
    const { failure } = this;
    this.failure = undefined;
    if (failure) throw failure;
  }

  /** Ends all workers, and resolves when they have ended. */
  async end(): Promise<void> {
    const threads = [...this.#threads.values()];
    this.#threads.clear();
    await Promise.all(threads.map((thread) => thread.terminate()));
  }

  /** Resolves when the worker is ready or has failed to start. */
  #start(assignment: Assignment): Promise<void> {
    const { worker } = assignment;
    return new Promise((resolve) => {
      const notStarted = (cause: unknown) => {
        stopWatching();
        this.reason ??= `a worker did not start (${message(cause)})`;
        this.#remove([worker], cause);
        resolve();
      };
      let onFailure = notStarted;
      const stopWatching = this.#watch(() => notStarted(this.#timeout()));
      try {
        const thread = this.#host.spawn(workerScript, {
          onMessage: () => {
            stopWatching();
            onFailure = (cause) => this.#remove([worker], cause);
            resolve();
            this.#wakeCaller();
          },
          onFailure: (cause) => onFailure(cause),
        });
        this.#threads.set(worker, thread);
        thread.ref();
        thread.postMessage(assignment);
      } catch (cause) {
        notStarted(cause);
      }
    });
  }

  /**
   * Calls `act` after the timeout, unless the returned function is called before. It counts single seconds, each with a
   * turn of the event loop in which messages arrive. If the machine was suspended, the page frozen, the calling thread
   * blocked or a mocked clock advanced, many seconds pass at once in which no message could arrive; they count as one.
   * Calls `onSecond` after each second, because a browser may lose messages of a page in its back-forward cache.
   */
  #watch(act: () => void, onSecond?: () => void): () => void {
    let seconds = this.#host.timeoutSeconds;
    let isCounting = false;
    const timer = setInterval(async () => {
      if (isCounting) return;
      isCounting = true;
      await nextTurn();
      isCounting = false;
      if (seconds === 0) return;
      onSecond?.();
      if (--seconds === 0) act();
    }, 1000);
    return () => {
      seconds = 0;
      clearInterval(timer);
    };
  }

  /** Removes the workers in the job, which take too long. If none is in the job, removes all: none has entered it. */
  #removeSilent(): void {
    const all = [...this.#threads.keys()];
    const holders = all.filter((worker) => this.job.isIn(worker));
    this.#remove(holders.length > 0 ? holders : all, this.#timeout());
  }

  #timeout(): Error {
    return new Error(`no message for ${this.#host.timeoutSeconds} s`);
  }

  /** Removes workers that died or timed out. */
  #remove(dead: readonly number[], cause: unknown): void {
    for (const worker of dead) {
      const thread = this.#threads.get(worker);
      if (!thread) continue;
      this.#threads.delete(worker);
      void thread.terminate();
      this.reason ??= `a worker has died (${message(cause)})`;
      if (this.job.dismiss(worker)) {
        this.failure = new Error(`a worker died while it computed this call (${message(cause)})`, { cause });
      }
    }
    // After all are dismissed, so that none of them enters the job.
    this.job.wakeAll();
    this.#wakeCaller();
  }
}
