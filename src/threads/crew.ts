/** The workers of a pool: started, watched, waited for and ended here. */
import { message } from "../backend.js";
import { workerScript } from "../generated/worker-script.js";
import type { Host, HostWorker } from "./host.js";
import { Job } from "./job.js";
import { JOB_START, type SharedBackend } from "./shared-memory.js";
import type { Assignment } from "./worker.js";

/** How long nothing may be heard of a worker that starts, or that computes a chunk, a matter of microseconds. */
const SECONDS_OF_PATIENCE = 10;

/** Looks at the job before the calling thread leaves to its event loop: 100 to 300 microseconds, where a message takes 50. */
const SPINS = 20_000;

export class Crew {
  readonly job: Job;
  /** Why workers are missing; undefined where none is. */
  reason: string | undefined;
  /** A call that is being computed is lost with the worker that held it. */
  casualty: Error | undefined;
  readonly #host: Host;
  readonly #secondsOfPatience: number;
  /** Those that live, by their number. */
  readonly #workers = new Map<number, HostWorker>();
  #wakeUp: () => void = () => {};

  private constructor(host: Host, job: Job, secondsOfPatience: number) {
    this.#host = host;
    this.job = job;
    this.#secondsOfPatience = secondsOfPatience;
  }

  /** So many workers over one memory, ready; fewer, and a reason, where some do not start. */
  static async start(
    host: Host,
    { kernels, module, memory }: SharedBackend,
    workers: number,
    secondsOfPatience = SECONDS_OF_PATIENCE,
  ): Promise<Crew> {
    const crew = new Crew(host, new Job(kernels, memory.buffer, JOB_START, workers), secondsOfPatience);
    const assignments = Array.from(
      { length: workers },
      (_, worker): Assignment => ({ module, memory, jobStart: JOB_START, workers, worker }),
    );
    await Promise.all(assignments.map((assignment) => crew.#start(assignment)));
    return crew;
  }

  /** How many workers there are. */
  get size(): number {
    return this.#workers.size;
  }

  /** Whether the calling thread takes chunks, too. */
  get callerComputes(): boolean {
    return this.#host.callerComputes || this.size === 0;
  }

  /** Whether a worker is in the job. */
  get isBusy(): boolean {
    for (const worker of this.#workers.keys()) if (this.job.isIn(worker)) return true;
    return false;
  }

  /** Whether a worker is not in the job, and may have to be woken. */
  get isWaiting(): boolean {
    for (const worker of this.#workers.keys()) if (!this.job.isIn(worker)) return true;
    return false;
  }

  /** Waits until that has happened, or anything else that may matter: a worker has done something, or died. */
  async heard(happened: () => boolean): Promise<void> {
    // A window has to answer its user.
    for (let spins = this.#host.callerComputes ? SPINS : 0; spins > 0; spins--) if (happened()) return;
    this.job.askForMessage();
    if (happened()) return;
    let patience = this.#secondsOfPatience;
    let timer: ReturnType<typeof setInterval> | undefined;
    await new Promise<void>((resolve) => {
      this.#wakeUp = resolve;
      // Seconds are counted one by one, because a machine that was suspended finds all of them gone. A timer also keeps
      // the process alive, which a worker does not.
      timer = setInterval(() => {
        if (--patience > 0) return;
        this.#buryTheSilent();
      }, 1000);
    });
    clearInterval(timer);
  }

  /** Throws where the call that was computed is lost with a worker. */
  mournCasualty(): void {
    const { casualty } = this;
    this.casualty = undefined;
    if (casualty) throw casualty;
  }

  /** Ends all workers; resolves when they have ended. */
  async end(): Promise<void> {
    const workers = [...this.#workers.values()];
    this.#workers.clear();
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  /** Resolves when the worker computes, or when it is clear that it will not. */
  #start(assignment: Assignment): Promise<void> {
    const { worker } = assignment;
    return new Promise((resolve) => {
      const fail = (cause: unknown) => {
        clearTimeout(timer);
        this.reason ??= `a worker did not start (${message(cause)})`;
        this.#bury(worker, cause);
        resolve();
      };
      let die = fail;
      const timer = setTimeout(
        () => fail(new Error(`nothing was heard of it for ${this.#secondsOfPatience} seconds`)),
        this.#secondsOfPatience * 1000,
      );
      try {
        const thread = this.#host.spawn(workerScript, {
          message: () => {
            clearTimeout(timer);
            die = (cause) => this.#bury(worker, cause);
            resolve();
            this.#wakeUp();
          },
          death: (cause) => die(cause),
        });
        this.#workers.set(worker, thread);
        thread.postMessage(assignment);
      } catch (cause) {
        fail(cause);
      }
    });
  }

  /** Those that hold the call; where none does, those that should have come for it. */
  #buryTheSilent(): void {
    const all = [...this.#workers.keys()];
    const holders = all.filter((worker) => this.job.isIn(worker));
    const cause = new Error(`nothing was heard of it for ${this.#secondsOfPatience} seconds`);
    for (const worker of holders.length > 0 ? holders : all) this.#bury(worker, cause);
  }

  /** Goes on without a worker that has died, or is taken for dead. */
  #bury(worker: number, cause: unknown): void {
    const thread = this.#workers.get(worker);
    if (!thread) return;
    this.#workers.delete(worker);
    void thread.terminate();
    this.reason ??= `a worker has died (${message(cause)})`;
    if (this.job.isIn(worker)) {
      this.casualty = new Error(`a worker died while it computed this call (${message(cause)})`, { cause });
      this.job.leave(worker);
    }
    this.#wakeUp();
  }
}
