/** The functions of the family in one form, on windows of some length on the same floats. */
import { createElu, type Elu } from "elu-simd";
import { createElu as createRelaxedElu } from "elu-simd/relaxed";
import type { Run } from "../../harness/batches.js";
import { FAMILY, type FamilyMember, type Floats, floatsOf } from "../family.js";
import { floatsPerRun, split } from "../windows.js";
import type { FormName } from "./messages.js";

/** By function, in the order of the family. Throws where the form cannot be had. */
export function prepareForm(name: FormName, length: number): Run[] {
  switch (name) {
    case "resident":
      return residentRuns(createElu({ backend: "wasm-simd" }), length);
    case "relaxed, resident":
      return residentRuns(createRelaxedElu({ backend: "wasm-relaxed-simd" }), length);
    case "with out":
      return runsOf(windowsOf(length), computedBy(createElu({ backend: "wasm-simd" })));
    case "without out": {
      const windows = windowsOf(length).map((floats) => ({ ...floats, out: undefined }));
      return runsOf(windows, computedBy(createElu({ backend: "wasm-simd" })));
    }
    case "js backend":
      return runsOf(windowsOf(length), computedBy(createElu({ backend: "js" })));
    case "plain loop":
      return runsOf(windowsOf(length), ({ plain }) => plain);
  }
}

/** On arrays that lie where the functions compute, so that nothing is copied. */
function residentRuns(on: Elu, length: number): Run[] {
  const arena = on.createArena(4 * floatsPerRun(length));
  const place = (floats: Float32Array) => {
    const array = arena.alloc(floats.length);
    array.set(floats);
    return array;
  };
  return runsOf(windowsOf(length, place), computedBy(on));
}

function computedBy(on: Elu) {
  return ({ ours }: FamilyMember) =>
    (floats: Floats<Float32Array | undefined>) =>
      ours(on, floats);
}

function runsOf<Window>(
  windows: readonly Window[],
  compute: (member: FamilyMember) => (window: Window) => unknown,
): Run[] {
  return FAMILY.map(compute).map((computeOne) => () => {
    for (const window of windows) computeOne(window);
  });
}

function windowsOf(length: number, place = (floats: Float32Array) => floats): Floats[] {
  const floats = floatsOf(floatsPerRun(length));
  const [x, y, g, out] = [floats.x, floats.y, floats.g, floats.out].map((array) => split(place(array), length));
  return x.map((_, k) => ({ x: x[k], y: y[k], g: g[k], out: out[k] }));
}
