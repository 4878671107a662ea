/** Measures all forms of functions for the task in the page's address, and reports to the program that opened it. */
import type { Effort } from "../../harness/batches.js";
import { type FormFigures, type FormWorker, measureForms } from "../form-turns.js";
import { ELU, FUNCTIONS } from "../forms.js";

/** The task in the page's address. */
export interface Task {
  readonly length: number;
  readonly effort: Effort;
  /** Whether to measure ELU alone. */
  readonly onlyElu: boolean;
}

/** The figures, or an error. */
export type Findings = FormFigures | { readonly error: string };

const { length, effort, onlyElu } = JSON.parse(decodeURIComponent(location.hash.slice(1))) as Task;

const findings: Findings = await measureForms(openWorker, onlyElu ? [ELU] : FUNCTIONS, length, effort).catch(
  (error) => ({ error: String(error) }),
);
await fetch("report", { method: "POST", body: JSON.stringify(findings) });

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
