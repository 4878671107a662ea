/** Work of a few seconds in a worker: a button that starts it, one that cancels it, and how far it is. */
import { tell, wordsOf } from "./failure.js";
import type { JobMessage, WorkerRequest } from "./messages.js";
import { element } from "./page.js";

export interface JobOptions<Result> {
  /** The ids of the elements. */
  readonly ids: { readonly run: string; readonly cancel: string; readonly progress: string; readonly status: string };
  readonly request: () => WorkerRequest;
  /** Shows the result, and gives the sentence that tells it. */
  readonly done: (result: Result) => string;
  readonly running: string;
}

export interface Job {
  /** Ends it, where it runs; its last result is of no interest any more. `status` says why, if there is a reason. */
  reset(status: string): void;
}

export function connectJob<Result>({ ids, request, done, running }: JobOptions<Result>): Job {
  const run = element(ids.run, HTMLButtonElement);
  const cancel = element(ids.cancel, HTMLButtonElement);
  const progress = element(ids.progress, HTMLProgressElement);
  const status = element(ids.status, HTMLElement);
  let worker: Worker | undefined;

  const end = (sentence: string, words?: string) => {
    worker?.terminate();
    worker = undefined;
    run.disabled = false;
    // A button that is disabled would lose the focus to nowhere.
    if (document.activeElement === cancel) run.focus();
    cancel.disabled = true;
    progress.value = 0;
    tell(status, sentence, words);
  };
  const fail = (words: string) => end("This needs a worker, and none can be had here.", words);

  run.addEventListener("click", () => {
    try {
      worker = startWorker();
    } catch (error) {
      fail(wordsOf(error));
      return;
    }
    worker.addEventListener("message", ({ data }: MessageEvent<JobMessage<Result>>) => {
      if ("share" in data) progress.value = data.share;
      else if ("result" in data) end(done(data.result));
      else end("It failed in this browser.", data.failure);
    });
    worker.addEventListener("error", ({ message }) => fail(message || "The worker could not be loaded."));
    worker.postMessage(request());
    run.disabled = true;
    cancel.disabled = false;
    cancel.focus();
    tell(status, running);
  });
  cancel.addEventListener("click", () => end("Cancelled."));

  return { reset: end };
}

/** Throws where no worker can be had. */
export function startWorker(): Worker {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
}
