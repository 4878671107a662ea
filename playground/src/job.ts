/** Work of a few seconds in a worker: a button that starts it, one that cancels it, and how far it is. */
import { tell, wordsOf } from "./failure.js";
import { element } from "./page.js";

/** What a worker sends: the share that is done, from 0 to 1, and at last the result, or why there is none. */
export type JobMessage<Result> =
  | { readonly share: number }
  | { readonly result: Result }
  | { readonly failure: string };

export interface JobOptions<Result> {
  /** The ids of the elements. */
  readonly ids: { readonly run: string; readonly cancel: string; readonly progress: string; readonly status: string };
  /** Makes a worker that has all it needs to know. May throw. */
  readonly start: () => Worker;
  /** Shows the result, and gives the sentence that tells it. */
  readonly done: (result: Result) => string;
  readonly running: string;
}

export interface Job {
  /** Ends it, where it runs; its last result is of no interest any more. `status` says why, if there is a reason. */
  reset(status: string): void;
}

export function connectJob<Result>({ ids, start, done, running }: JobOptions<Result>): Job {
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
      worker = start();
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
    run.disabled = true;
    cancel.disabled = false;
    cancel.focus();
    tell(status, running);
  });
  cancel.addEventListener("click", () => end("Cancelled."));

  return { reset: end };
}

/** In the worker: does the work, with a way to tell how far it is, and sends the result. */
export async function runJob<Result>(
  work: (progress: (share: number) => void) => Result | Promise<Result>,
): Promise<void> {
  const send = (message: JobMessage<Result>) => postMessage(message);
  try {
    send({ result: await work((share) => send({ share })) });
  } catch (error) {
    send({ failure: wordsOf(error) });
  }
}
