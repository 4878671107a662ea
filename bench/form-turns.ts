/** Measures each form of functions in its own worker, in turns, so that none runs on code optimised for another. */
import { type Effort, inTurns, prepareTurn, type Turn } from "../harness/batches.js";
import { prepareBaselines } from "./baselines.js";
import { FORM_NAMES, type FormName, FUNCTIONS, type Measured, prepareForm } from "./forms.js";
import type { Figure } from "./promises.js";
import { floatsPerRun } from "./windows.js";

/** A worker that runs `answerer`, in Node or in a browser. */
export interface FormWorker {
  ask<Answer>(message: unknown): Promise<Answer>;
}

/** The forms of the package, and ELU's baselines in WebAssembly. */
const BASELINES = "baselines";
type Form = FormName | typeof BASELINES;

/** The first message to a worker. */
interface Task {
  readonly form: Form;
  /** Titles of functions. */
  readonly functions: readonly string[];
  readonly length: number;
  readonly effort: Effort;
}

/** The answer to a task: the candidates after their warm-up, or the reason why the form is unavailable. */
type Prepared = { readonly candidates: readonly { name: string; baseline: string }[] } | { readonly reason: string };

export interface FormFigures {
  readonly figures: Figure[];
  /** Forms that are unavailable on this engine. */
  readonly missing: readonly { readonly form: Form; readonly reason: string }[];
}

/** Measures these functions in all forms, and the baselines. */
export async function measureForms(
  open: () => FormWorker,
  functions: readonly Measured[],
  length: number,
  effort: Effort,
): Promise<FormFigures> {
  const candidates: { name: string; baseline: string; turn: Turn }[] = [];
  const missing: { form: Form; reason: string }[] = [];
  for (const form of [...FORM_NAMES, BASELINES] as const) {
    const worker = open();
    const task: Task = { form, functions: functions.map(({ title }) => title), length, effort };
    const prepared = await worker.ask<Prepared>(task);
    if ("reason" in prepared) missing.push({ form, reason: prepared.reason });
    else candidates.push(...prepared.candidates.map((one, k) => ({ ...one, turn: () => worker.ask<number>(k) })));
  }
  const times = await inTurns(
    candidates.map(({ turn }) => turn),
    effort,
  );
  return { figures: candidates.map(({ name, baseline }, k) => ({ name, baseline, nsPerFloat: times[k] })), missing };
}

/**
 * Returns the program of a worker. The first message is a task; each later message is the index of a candidate,
 * answered with the nanoseconds per float of one turn. `readBaselines` returns the bytes of baselines.wasm.
 */
export function answerer(readBaselines: () => Promise<BufferSource>): (message: unknown) => Promise<Prepared | number> {
  let turns: Turn[] | undefined;
  return async (message) => {
    if (turns) return turns[message as number]();
    const { form, functions: titles, length, effort } = message as Task;
    const functions = FUNCTIONS.filter(({ title }) => titles.includes(title));
    try {
      const candidates =
        form === BASELINES
          ? prepareBaselines(await readBaselines(), length)
          : await prepareForm(form, functions, length);
      const prepared: Turn[] = [];
      for (const candidate of candidates) {
        const turn = await prepareTurn(candidate, effort);
        prepared.push(async () => (await turn()) / floatsPerRun(length));
      }
      turns = prepared;
      return { candidates: candidates.map(({ name, baseline }) => ({ name, baseline })) };
    } catch (error) {
      return { reason: (error as Error).message };
    }
  };
}
