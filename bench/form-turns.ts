/** Measures the forms of functions in turns, each form in its own worker, so that none runs on code optimised for another. */
import { type Effort, prepareTurn, type Turn } from "../harness/batches.js";
import { FORM_NAMES, type FormName, FUNCTIONS, type Measured, nameOf, prepareForm } from "./forms.js";
import { floatsPerRun } from "./windows.js";

/** A worker that runs bench/form-worker.ts, in Node or in a browser. */
export interface FormWorker {
  /** Its answer to a message. */
  ask<Answer>(message: unknown): Promise<Answer>;
}

/** The first message to a worker. */
interface Task {
  readonly form: FormName;
  /** Titles. */
  readonly functions: readonly string[];
  readonly length: number;
  readonly effort: Effort;
}

/** A form of a function: each turn gives nanoseconds per float. */
export interface FormTurn {
  readonly name: string;
  readonly baseline: string;
  readonly turn: Turn;
}

export interface Forms {
  readonly turns: readonly FormTurn[];
  /** Forms that are not available here. */
  readonly missing: readonly { readonly form: FormName; readonly reason: string }[];
}

/** All forms of these functions, warmed up. */
export async function openForms(
  open: () => FormWorker,
  functions: readonly Measured[],
  length: number,
  effort: Effort,
): Promise<Forms> {
  const turns: FormTurn[] = [];
  const missing: { form: FormName; reason: string }[] = [];
  for (const form of FORM_NAMES) {
    const worker = open();
    const task: Task = { form, functions: functions.map(({ title }) => title), length, effort };
    const ready = await worker.ask<true | string>(task);
    if (ready !== true) missing.push({ form, reason: ready });
    else {
      for (const [k, measured] of functions.entries()) {
        const turn = () => worker.ask<number>(k);
        turns.push({ name: nameOf(measured, form), baseline: nameOf(measured, "plain loop"), turn });
      }
    }
  }
  return { turns, missing };
}

/** Answers the messages to a worker: `true` or why the form is not available, then the number of a function by its time. */
export function answerer(): (message: unknown) => Promise<true | string | number> {
  let turns: Turn[] | undefined;
  return async (message) => {
    if (turns) return turns[message as number]();
    const { form, functions: titles, length, effort } = message as Task;
    try {
      const functions = FUNCTIONS.filter(({ title }) => titles.includes(title));
      const prepared: Turn[] = [];
      for (const run of prepareForm(form, functions, length)) {
        const turn = await prepareTurn(run, effort);
        prepared.push(async () => (await turn()) / floatsPerRun(length));
      }
      turns = prepared;
      return true;
    } catch (error) {
      return (error as Error).message;
    }
  };
}
