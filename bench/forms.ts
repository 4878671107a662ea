/** The functions in every form that they can be called in, on windows of some length. */
import { createElu, type Elu } from "elu-simd";
import { createElu as createRelaxedElu } from "elu-simd/relaxed";
import type { Run } from "../harness/batches.js";
import { type Arrays, type FamilyMember, memberOf } from "../harness/family.js";
import { normal } from "../harness/random.js";
import { floatsPerRun, split } from "./windows.js";

export const FORM_NAMES = [
  "relaxed, resident",
  "resident",
  "with out",
  "without out",
  "js backend",
  "plain loop",
] as const;

export type FormName = (typeof FORM_NAMES)[number];

/** A function with its alpha. */
export interface Measured {
  readonly title: string;
  readonly member: FamilyMember;
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
];

function measured(name: string, alpha = 1): Measured {
  return { title: alpha === 1 ? name : `${name}, alpha ${alpha}`, member: memberOf(name), alpha };
}

/** How tables and promises call one form of a function. */
export function nameOf({ title }: Measured, form: FormName): string {
  return `${title}, ${form}`;
}

/** Arrays of one length for these functions; half of the inputs are negative. */
export function arraysOf(length: number, functions: readonly Measured[] = FUNCTIONS): Arrays {
  const x = Float32Array.from({ length }, normal(1));
  const hasGradients = functions.some(({ member: { name } }) => name.endsWith("Backward"));
  const g = hasGradients ? Float32Array.from({ length }, normal(2)) : x;
  return { x, g, out: new Float32Array(length) };
}

/**
 * The runs of the functions in that form: each computes `floatsPerRun(length)` floats. Throws where the form is not available
 * on this engine.
 */
export function prepareForm(form: FormName, functions: readonly Measured[], length: number): Run[] {
  const arrays = arraysOf(floatsPerRun(length), functions);
  switch (form) {
    case "relaxed, resident":
      return callsIn(createRelaxedElu({ backend: "wasm-relaxed-simd" }), functions, arrays, length);
    case "resident":
      return callsIn(createElu({ backend: "wasm-simd" }), functions, arrays, length);
    case "with out":
      return calls(createElu({ backend: "wasm-simd" }), functions, windowsOf(arrays, length));
    case "without out": {
      const windows = windowsOf(arrays, length).map(({ x, g }) => ({ x, g, out: undefined }));
      return calls(createElu({ backend: "wasm-simd" }), functions, windows);
    }
    case "js backend":
      return calls(createElu({ backend: "js" }), functions, windowsOf(arrays, length));
    case "plain loop": {
      const windows = windowsOf(arrays, length);
      return functions.map(({ member: { plain }, alpha }) => () => {
        for (const window of windows) plain(window, alpha);
      });
    }
  }
}

/** On arrays in an arena, so that nothing is copied. */
function callsIn(on: Elu, functions: readonly Measured[], { x, g }: Arrays, length: number): Run[] {
  const arena = on.createArena(3 * (x.length + 3));
  const place = (floats: Float32Array) => {
    const array = arena.alloc(floats.length);
    array.set(floats);
    return array;
  };
  const inputs = place(x);
  const arrays = { x: inputs, g: g === x ? inputs : place(g), out: arena.alloc(x.length) };
  return calls(on, functions, windowsOf(arrays, length));
}

function calls(on: Elu, functions: readonly Measured[], windows: readonly Arrays<Float32Array | undefined>[]): Run[] {
  return functions.map(({ member: { run }, alpha }) => () => {
    for (const window of windows) run(on, window, alpha);
  });
}

function windowsOf({ x, g, out }: Arrays, length: number): Arrays[] {
  const [gradients, outs] = [split(g, length), split(out, length)];
  return split(x, length).map((inputs, k) => ({ x: inputs, g: gradients[k], out: outs[k] }));
}
