/** The program of the process of one peer. Tinypool calls its functions by name. */
import type { Effort, Turn } from "../../harness/batches.js";
import { split } from "../windows.js";
import type { Candidate, Floats, FormName, Forms, FunctionName, Open } from "./candidates/candidate.js";

let candidate: Candidate;
let forms: Forms;
const turns = new Map<FormName, Turn>();

export interface Opened {
  readonly version: string | undefined;
  /** Measured from the start of the import. */
  readonly firstResultMilliseconds: number;
}

/** Opens the candidate of a file. */
export async function open({ file, option }: { file: string; option: string }): Promise<Opened> {
  const start = performance.now();
  const { open }: { open: Open } = await import(`./candidates/${file}.js`);
  candidate = await open(option);
  await candidate.functions.elu?.(Float32Array.of(-1, 0, 1));
  return { version: candidate.version, firstResultMilliseconds: performance.now() - start };
}

/** The result of a function, or undefined if the peer lacks the function. */
export async function call({ name, input }: { name: FunctionName; input: Floats }) {
  return candidate.functions[name]?.(input);
}

/** Warms up every form for windows of `length` floats, and returns their names. */
export async function prepare({ floats, length, effort }: { floats: Float32Array; length: number; effort: Effort }) {
  forms = candidate.forms(split(floats, length).map((window) => window.slice()));
  for (const [name, form] of Object.entries(forms)) turns.set(name as FormName, await form.prepare(effort));
  return [...turns.keys()];
}

/** Measures one turn of a form: nanoseconds for all floats. */
export async function turn(form: FormName) {
  return turns.get(form)?.();
}

export async function result(form: FormName) {
  return forms[form]?.result();
}
