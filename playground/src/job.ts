/** A computation of a few seconds in a worker: a button that starts and cancels it, a progress bar, a status line. */
import { proxy, type Remote, wrap } from "comlink";
import { element, messageOf, say } from "./page.js";
import type { WorkerProgram } from "./worker.js";

export interface JobOptions<Result> {
  /** The prefix of the ids of its elements, before "-run", "-progress" and "-status". */
  readonly id: string;
  readonly running: string;
  /** Reports the share that is done, from 0 to 1, and the results so far. */
  readonly work: (
    program: Remote<WorkerProgram>,
    progress: (share: number, results?: readonly Result[]) => void,
  ) => Promise<readonly Result[]>;
  /** Shows the results so far. */
  readonly show: (results: readonly Result[]) => void;
  /** Returns the sentence for the status line when all results have arrived. */
  readonly conclude: (results: readonly Result[]) => string;
}

export interface Job {
  /** Cancels the computation and discards its results, with a reason for the status line. */
  reset(status: string): void;
}

export function connectJob<Result>({ id, running, work, show, conclude }: JobOptions<Result>): Job {
  const run = element(`${id}-run`, HTMLButtonElement);
  const progress = element(`${id}-progress`, HTMLProgressElement);
  const status = element(`${id}-status`, HTMLElement);
  const label = run.textContent;
  let worker: Worker | undefined;

  const end = (sentence: string, details?: string) => {
    worker?.terminate();
    worker = undefined;
    run.textContent = label;
    progress.value = 0;
    say(status, sentence, details);
  };

  run.addEventListener("click", async () => {
    if (worker) return end("Cancelled.");
    const started = startWorker((message) => end("This needs a worker, which is not available here.", message));
    if (!started) return;
    worker = started;
    show([]);
    run.textContent = "Cancel";
    say(status, running);
    const report = proxy((share: number, results?: readonly Result[]) => {
      // Reports may arrive after the end.
      if (worker !== started) return;
      progress.value = share;
      if (results) show(results);
    });
    try {
      const results = await work(wrap<WorkerProgram>(started), report);
      if (worker !== started) return;
      show(results);
      end(conclude(results));
    } catch (error) {
      end("This failed in this browser.", messageOf(error));
    }
  });

  return {
    reset(reason) {
      end(reason);
      show([]);
    },
  };
}

/** Returns undefined if no worker can start; `onFailure` then gets the browser's message. */
export function startWorker(onFailure: (message: string) => void): Worker | undefined {
  try {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("error", ({ message }) => onFailure(message || "The worker could not be loaded."));
    return worker;
  } catch (error) {
    onFailure(messageOf(error));
    return undefined;
  }
}
