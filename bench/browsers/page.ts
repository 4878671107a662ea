/** Measures all forms of functions as its address says, and reports to the program that has opened it. */
import type { Effort } from "../../harness/batches.js";
import { LENGTH } from "../first-calls.js";
import { type FormFigures, type FormWorker, measureForms } from "../form-turns.js";
import { ELU, FUNCTIONS } from "../forms.js";
import type { Figure } from "../promises.js";

/** What the address says. */
export interface Task {
  readonly length: number;
  readonly effort: Effort;
  /** Whether to measure ELU alone. */
  readonly onlyElu: boolean;
}

/** Why the page found nothing, or its figures. */
export interface Findings extends FormFigures {
  /** Of the js backend and the plain loop from their first call on, at one length. */
  readonly firstCalls?: readonly Figure[] | undefined;
  readonly error?: string;
}

const { length, effort, onlyElu } = JSON.parse(decodeURIComponent(location.hash.slice(1))) as Task;

const findings = await find().catch((error): Findings => ({ figures: [], missing: [], error: String(error) }));
await fetch("report", { method: "POST", body: JSON.stringify(findings) });

async function find(): Promise<Findings> {
  const firstCalls = length === LENGTH ? await openWorker().ask<Figure[]>("first calls") : undefined;
  return {
    ...(await measureForms(openWorker, onlyElu ? [ELU] : FUNCTIONS, length, effort)),
    firstCalls,
  };
}

function openWorker(): FormWorker {
  const worker = new Worker("worker.js");
  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(`a worker failed: ${message}`));
        worker.postMessage(message);
      }),
  };
}
