/**
 * Has all forms measured in turns, round after round, each in its worker: what slows the machine for a moment slows all of
 * them. Its address says what is measured, as the program wants it that has opened it and gets the findings.
 */
import type { Effort } from "../../harness/batches.js";
import { median } from "../../harness/median.js";
import { FAMILY } from "../family.js";
import { type FirstFigure, LENGTH } from "../in-one-realm.js";
import { type Findings, FORM_NAMES, type FormFigure, type FormName, type Task } from "./messages.js";

const { length, effort } = JSON.parse(decodeURIComponent(location.hash.slice(1))) as { length: number; effort: Effort };

const findings = await find().catch((error): Findings => ({ figures: [], missing: [], error: String(error) }));
await fetch("report", { method: "POST", body: JSON.stringify(findings) });

async function find(): Promise<Findings> {
  const first = length === LENGTH ? await ask<FirstFigure[]>(new Worker("one-realm.js"), "start") : undefined;
  const workers: { form: FormName; worker: Worker }[] = [];
  const missing: { form: FormName; reason: string }[] = [];
  for (const form of FORM_NAMES) {
    const worker = new Worker("worker.js");
    const ready = await ask<true | string>(worker, { form, length, effort } satisfies Task);
    if (ready === true) workers.push({ form, worker });
    else missing.push({ form, reason: ready });
  }

  const found = FAMILY.flatMap((_, member) => workers.map((one) => ({ ...one, member, rounds: [] as number[] })));
  for (let round = 0; round < effort.rounds; round++) {
    for (const { worker, member, rounds } of found) rounds.push(await ask<number>(worker, member));
  }
  const figures = found.map(({ form, member, rounds }): FormFigure => ({ form, member, nsPerFloat: median(rounds) }));
  return { figures, missing, ...(first && { first }) };
}

/** What the worker answers. */
function ask<Answer>(worker: Worker, message: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Answer>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(`a worker failed: ${message}`));
    worker.postMessage(message);
  });
}
