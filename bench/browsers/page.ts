/** Measures all forms of all functions as its address says, and reports to the program that has opened it. */
import { type Effort, inTurns } from "../../harness/batches.js";
import { type FirstFigure, LENGTH } from "../first-calls.js";
import { type Forms, type FormWorker, openForms } from "../form-turns.js";
import { FUNCTIONS } from "../forms.js";
import type { Figure } from "../promises.js";

/** Why the page found nothing, or its figures. */
export interface Findings {
  readonly figures: readonly Figure[];
  readonly missing: Forms["missing"];
  /** Of the js backend from its first call on, at one length. */
  readonly first?: readonly FirstFigure[] | undefined;
  readonly error?: string;
}

const { length, effort } = JSON.parse(decodeURIComponent(location.hash.slice(1))) as { length: number; effort: Effort };

const findings = await find().catch((error): Findings => ({ figures: [], missing: [], error: String(error) }));
await fetch("report", { method: "POST", body: JSON.stringify(findings) });

async function find(): Promise<Findings> {
  const first = length === LENGTH ? await openWorker("one-realm.js").ask<FirstFigure[]>("start") : undefined;
  const { turns, missing } = await openForms(() => openWorker("worker.js"), FUNCTIONS, length, effort);
  const times = await inTurns(
    turns.map(({ turn }) => turn),
    effort,
  );
  return { figures: turns.map(({ name, baseline }, k) => ({ name, baseline, nsPerFloat: times[k] })), missing, first };
}

function openWorker(script: string): FormWorker {
  const worker = new Worker(script);
  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(`a worker failed: ${message}`));
        worker.postMessage(message);
      }),
  };
}
