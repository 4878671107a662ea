/** A computation of a few seconds in a worker: buttons that start and cancel it, a progress bar, a status line. */
import { messageOf, say } from "./failure.js";
import type { JobMessage } from "./job-message.js";
import { element } from "./page.js";
import type { WorkerRequest } from "./worker.js";

export interface JobOptions<Result> {
  /** Begins the ids of its elements: "-run", "-cancel", "-progress" and "-status" follow. */
  readonly id: string;
  readonly running: string;
  readonly request: () => WorkerRequest;
  /** Shows the results so far, after each of them. */
  readonly show: (results: readonly Result[]) => void;
  /** The sentence for the status line when all results are there. */
  readonly conclude: (results: readonly Result[]) => string;
}

export interface Job {
  /** Cancels the computation and discards its results, with a reason for the status line. */
  reset(status: string): void;
}

export function connectJob<Result>({ id, running, request, show, conclude }: JobOptions<Result>): Job {
  const run = element(`${id}-run`, HTMLButtonElement);
  const cancel = element(`${id}-cancel`, HTMLButtonElement);
  const progress = element(`${id}-progress`, HTMLProgressElement);
  const status = element(`${id}-status`, HTMLElement);
  let worker: Worker | undefined;

  const end = (sentence: string, details?: string) => {
    worker?.terminate();
    worker = undefined;
    run.disabled = false;
    // Disabling the focused button would lose the focus.
    if (document.activeElement === cancel) run.focus();
    cancel.disabled = true;
    progress.value = 0;
    say(status, sentence, details);
  };

  run.addEventListener("click", () => {
    worker = startWorker((message) => end("This needs a worker, which is not available here.", message));
    if (!worker) return;
    show([]);
    worker.addEventListener("message", ({ data }: MessageEvent<JobMessage<Result>>) => {
      if ("failure" in data) return end("This failed in this browser.", data.failure);
      progress.value = data.share;
      if (data.results) show(data.results);
      if (data.results && data.share === 1) end(conclude(data.results));
    });
    worker.postMessage(request());
    run.disabled = true;
    cancel.disabled = false;
    cancel.focus();
    say(status, running);
  });
  cancel.addEventListener("click", () => end("Cancelled."));

  return {
    reset(reason) {
      end(reason);
      show([]);
    },
  };
}

/** undefined where no worker can start; `onFailure` then gets the browser's message. */
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
