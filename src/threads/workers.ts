/** The workers of a pool: started, watched, waited for and ended here. */

import { message } from "../core/instantiate.js";
import { workerScript } from "../generated/worker-script.js";
import { nextTurn } from "./event-loop.js";
import type { Host, HostWorker } from "./host.js";
import { Job } from "./job.js";
import { JOB_START, type SharedBackend } from "./shared-memory.js";
import type { Assignment } from "./worker.js";

/** How often the calling thread looks at the job before it sleeps in its event loop: some 100 microseconds. */
const SPINS = 20_000;

// Taken at import, because tests mock timers later.
const { setInterval, clearInterval } = globalThis;

export class Workers {
  readonly job: Job;
  /** Why workers are missing; undefined where none is. */
  reason: string | undefined;
  /** Set where the call that is being computed is lost, because a worker died in it. */
  failure: Error | undefined;
  readonly #host: Host;
  /** Those that live, by their number. */
  readonly #threads = new Map<number, HostWorker>();
  #wakeCaller: () => void = () => {};

  private constructor(host: Host, job: Job) {
    this.#host = host;
    this.job = job;
  }

  /** Starts `count` workers over one memory, and resolves when they are ready; fewer, and a reason, where some do not start. */
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

  /** How many there are. */
  get size(): number {
    return this.#threads.size;
  }

  /** How many threads compute, the calling thread included where it does. */
  get threads(): number {
    return Math.max(1, this.size + (this.#host.callerComputes ? 1 : 0));
  }

  /** Whether the calling thread takes chunks, too. */
  get callerComputes(): boolean {
    return this.#host.callerComputes || this.size === 0;
  }

  /** Whether a worker is in the job. */
  get anyInJob(): boolean {
    for (const worker of this.#threads.keys()) if (this.job.isIn(worker)) return true;
    return false;
  }

  /** Whether a worker is not in the job, and may have to be woken. */
  get anyOutOfJob(): boolean {
    for (const worker of this.#threads.keys()) if (!this.job.isIn(worker)) return true;
    return false;
  }

  /** Waits until that has happened, or anything else that may matter: a worker has done something, or died. */
  async progress(happened: () => boolean): Promise<void> {
    // A thread that does not compute has something else to do.
    for (let spins = this.#host.callerComputes ? SPINS : 0; spins > 0; spins--) if (happened()) return;
    this.job.requestMessage();
    if (happened()) return;
    // A process must not end before its calls; a mocked timer does not keep it alive.
    for (const thread of this.#threads.values()) thread.ref();
    const stopWatching = this.#watch(() => this.#removeSilent());
    await new Promise<void>((resolve) => {
      this.#wakeCaller = resolve;
    });
    stopWatching();
    this.#unref();
  }

  #unref(): void {
    for (const thread of this.#threads.values()) thread.unref();
  }

  /** Throws where the call that was computed is lost. */
  throwFailure(): void {
    const { failure } = this;
    this.failure = undefined;
    if (failure) throw failure;
  }

  /** Ends all workers; resolves when they have ended. */
  async end(): Promise<void> {
    const threads = [...this.#threads.values()];
    this.#threads.clear();
    await Promise.all(threads.map((thread) => thread.terminate()));
  }

  /** Resolves when the worker is ready, or when it is clear that it will not be. */
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
   * Calls `act` after the time in which a worker must be heard, unless the returned function is called before. Seconds are
   * counted one by one, each with a turn of the event loop: after a machine was suspended, a page frozen, the calling thread
   * blocked or a mocked clock advanced, all of them are gone at once, and the workers were not heard.
   */
  #watch(act: () => void): () => void {
    let seconds = this.#host.timeoutSeconds;
    let isCounting = false;
    const timer = setInterval(async () => {
      if (isCounting) return;
      isCounting = true;
      await nextTurn();
      isCounting = false;
      if (seconds > 0 && --seconds === 0) act();
    }, 1000);
    return () => {
      seconds = 0;
      clearInterval(timer);
    };
  }

  /** Those that hold the call count as dead; where none does, those that should have come for it. */
  #removeSilent(): void {
    const all = [...this.#threads.keys()];
    const holders = all.filter((worker) => this.job.isIn(worker));
    this.#remove(holders.length > 0 ? holders : all, this.#timeout());
  }

  #timeout(): Error {
    return new Error(`no message for ${this.#host.timeoutSeconds} s`);
  }

  /** Goes on without workers that are dead, or that nobody waits for any longer. */
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
    // Only now that all are dismissed, so that none of them comes.
    this.job.wakeAll();
    this.#wakeCaller();
  }
}
