/**
 * The functions in every form: on arrays in place in an arena or a pool, on arrays that are copied, with a new array as
 * the result, and in JavaScript.
 */
import { createElu, type Elu } from "elu-simd";
import { createElu as createExactElu } from "elu-simd/exact";
import { createElu as createRelaxedElu } from "elu-simd/relaxed";
import { createPool } from "elu-simd/threads";
import type { Run, Candidate as Timed } from "../harness/batches.js";
import { type Arrays, type Call, callOf } from "../harness/calls.js";
import { normal } from "../harness/random.js";
import { floatsPerRun, split } from "./windows.js";

/** The shortest length that two threads compute. */
const SHARED_FROM = 1_000_000;

export const FORM_NAMES = [
  "relaxed, 2 threads",
  "2 threads",
  "relaxed, in place",
  "in place",
  "exact, in place",
  "copied",
  "new array",
  "js backend",
  "plain loop",
] as const;

export type FormName = (typeof FORM_NAMES)[number];

export interface Candidate extends Timed {
  readonly name: string;
  /** The name of the candidate to compare with; a baseline has its own name. */
  readonly baseline: string;
}

/** A function with its alpha. */
export interface Measured {
  readonly title: string;
  readonly call: Call;
  readonly alpha: number;
}

export const ELU = measured("elu");

export const FUNCTIONS: readonly Measured[] = [
  ELU,
  measured("elu", 0.3),
  measured("elu", 2),
  measured("selu"),
  measured("celu", 2),
  measured("eluBackward"),
  measured("eluBackward", 0.3),
  measured("seluBackward"),
  measured("celuBackward", 2),
  measured("eluBackward from output"),
  measured("seluBackward from output"),
  measured("celuBackward from output", 2),
];

function measured(name: string, alpha = 1): Measured {
  return { title: alpha === 1 ? name : `${name}, alpha ${alpha}`, call: callOf(name), alpha };
}

/** The name of one form of a function in tables and promises. */
export function nameOf({ title }: Measured, form: string): string {
  return `${title}, ${form}`;
}

/** Arrays of one length for these functions; half of the inputs are negative. */
export function arraysOf(length: number, functions: readonly Measured[] = FUNCTIONS): Arrays {
  const x = Float32Array.from({ length }, normal(1));
  const hasGradients = functions.some(({ call: { name } }) => name.endsWith("Backward"));
  const g = hasGradients ? Float32Array.from({ length }, normal(2)) : x;
  return { x, g, out: new Float32Array(length) };
}

/**
 * Prepares the functions in a form. Each run computes `floatsPerRun(length)` floats. Throws if the form is unavailable
 * on this engine.
 */
export async function prepareForm(
  form: FormName,
  functions: readonly Measured[],
  length: number,
): Promise<Candidate[]> {
  const runOf = await prepare(form, arraysOf(floatsPerRun(length), functions), length);
  return functions.map((measured) => ({
    name: nameOf(measured, form),
    baseline: nameOf(measured, "plain loop"),
    run: runOf(measured),
  }));
}

/** All functions on several backends, by the name of the form, and the plain loops on the same arrays. */
export function withPlainLoops(arrays: Arrays, backends: Readonly<Record<string, Elu>>): Candidate[] {
  return FUNCTIONS.flatMap((measured) => {
    const { call, alpha } = measured;
    const baseline = nameOf(measured, "plain loop");
    const ours = Object.entries(backends).map(([form, on]) => {
      return { name: nameOf(measured, form), baseline, run: () => call.run(on, arrays, alpha) };
    });
    return [{ name: baseline, baseline, run: () => call.plain(arrays, alpha) }, ...ours];
  });
}

type RunOf = (measured: Measured) => Run;

async function prepare(form: FormName, arrays: Arrays, length: number): Promise<RunOf> {
  switch (form) {
    case "relaxed, 2 threads":
      return onPool(true, arrays, length);
    case "2 threads":
      return onPool(false, arrays, length);
    case "relaxed, in place":
      return inPlace(createRelaxedElu({ backend: "wasm-relaxed-simd" }), arrays, length);
    case "in place":
      return inPlace(createElu({ backend: "wasm-simd" }), arrays, length);
    case "exact, in place":
      return inPlace(createExactElu({ backend: "wasm-exact-simd" }), arrays, length);
    case "copied":
      return calls(createElu({ backend: "wasm-simd" }), windowsOf(arrays, length));
    case "new array": {
      const windows = windowsOf(arrays, length).map(({ x, g }) => ({ x, g, out: undefined }));
      return calls(createElu({ backend: "wasm-simd" }), windows);
    }
    case "js backend":
      return calls(createElu({ backend: "js" }), windowsOf(arrays, length));
    case "plain loop": {
      const windows = windowsOf(arrays, length);
      return ({ call: { plain }, alpha }) =>
        () => {
          for (const window of windows) plain(window, alpha);
        };
    }
  }
}

function calls(on: Elu, windows: readonly Arrays<Float32Array | undefined>[]): RunOf {
  return ({ call: { run }, alpha }) =>
    () => {
      for (const window of windows) run(on, window, alpha);
    };
}

/** Runs on arrays in an arena, so that nothing is copied. */
function inPlace(on: Elu, arrays: Arrays, length: number): RunOf {
  return calls(on, windowsOf(placeIn(on.createArena(capacityFor(arrays)), arrays), length));
}

/** Runs on arrays in a pool. */
async function onPool(relaxed: boolean, arrays: Arrays, length: number): Promise<RunOf> {
  if (length < SHARED_FROM) throw new Error("one thread computes short arrays");
  const pool = await createPool({ threads: 2, relaxed, capacity: capacityFor(arrays) });
  if (pool.threads !== 2) throw new Error(pool.reason);
  const windows = windowsOf(placeIn(pool, arrays), length);
  return ({ call: { run }, alpha }) =>
    async () => {
      for (const window of windows) await run(pool, window, alpha);
    };
}

/** Floats for three arrays, each aligned to 16 bytes. */
function capacityFor({ x }: Arrays): number {
  return 3 * (x.length + 3);
}

function placeIn(memory: { alloc(length: number): Float32Array }, { x, g }: Arrays): Arrays {
  const place = (floats: Float32Array) => {
    const array = memory.alloc(floats.length);
    array.set(floats);
    return array;
  };
  const inputs = place(x);
  return { x: inputs, g: g === x ? inputs : place(g), out: memory.alloc(x.length) };
}

function windowsOf({ x, g, out }: Arrays, length: number): Arrays[] {
  const [gradients, outs] = [split(g, length), split(out, length)];
  return split(x, length).map((inputs, k) => ({ x: inputs, g: gradients[k], out: outs[k] }));
}
