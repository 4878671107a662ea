/** Measures one form of the family: a worker each, so that no form's calls reach what the engine made of another's. */
import { batchFor, nanosecondsOf } from "../../harness/batches.js";
import { floatsPerRun } from "../windows.js";
import { prepareForm } from "./forms.js";
import type { Task } from "./messages.js";

addEventListener("message", ({ data }: MessageEvent<Task>) => void measure(data), { once: true });

/** Answers `true`, or why the form cannot be had; from then on each number of a function with its nanoseconds a float. */
async function measure({ form, length, effort }: Task): Promise<void> {
  const batches: number[] = [];
  try {
    const runs = prepareForm(form, length);
    for (const run of runs) batches.push(await batchFor(run, effort));
    addEventListener("message", async ({ data: k }: MessageEvent<number>) => {
      postMessage((await nanosecondsOf(runs[k], batches[k], effort.turn)) / floatsPerRun(length));
    });
    postMessage(true);
  } catch (error) {
    postMessage((error as Error).message);
  }
}
