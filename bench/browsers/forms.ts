/** The functions of the family in one form, on windows of some length on the same floats. */
import { createElu, type Elu, elu } from "elu-simd";
import { createElu as createRelaxedElu } from "elu-simd/relaxed";
import type { Run } from "../../measure/batches.js";
import { normal } from "../../reference/random.js";
import { FAMILY, type FamilyMember, type Floats } from "../family.js";
import { floatsPerRun, split } from "../windows.js";
import type { FormName } from "./messages.js";

type Alloc = (length: number) => Float32Array;

/** By function, in the order of the family. Throws where the form cannot be had. */
export function prepareForm(name: FormName, length: number): Run[] {
  switch (name) {
    case "resident":
      return residentRuns(createElu({ backend: "wasm-simd" }), length);
    case "relaxed, resident":
      return residentRuns(createRelaxedElu({ backend: "wasm-relaxed-simd" }), length);
    case "with out":
      return runsOf(createElu({ backend: "wasm-simd" }), windowsOf(length));
    case "without out": {
      const windows = windowsOf(length).map((floats) => ({ ...floats, out: undefined }));
      return runsOf(createElu({ backend: "wasm-simd" }), windows);
    }
    case "js backend":
      return runsOf(createElu({ backend: "js" }), windowsOf(length));
    case "plain loop": {
      const windows = windowsOf(length);
      return FAMILY.map(({ plain }) => () => {
        for (const window of windows) plain(window);
      });
    }
  }
}

/** On arrays that lie where the functions compute, so that nothing is copied. */
function residentRuns(on: Elu, length: number): Run[] {
  const arena = on.createArena(4 * floatsPerRun(length));
  return runsOf(
    on,
    windowsOf(length, (length) => arena.alloc(length)),
  );
}

function runsOf(on: Elu, windows: readonly Parameters<FamilyMember["ours"]>[1][]): Run[] {
  return FAMILY.map(({ ours }) => () => {
    for (const window of windows) ours(on, window);
  });
}

/** Half of the inputs are negative. */
function windowsOf(length: number, alloc: Alloc = (length) => new Float32Array(length)): Floats[] {
  const random = (seed: number) => Float32Array.from({ length: floatsPerRun(length) }, normal(seed));
  const input = random(1);
  const place = (floats: Float32Array) => {
    const array = alloc(floats.length);
    array.set(floats);
    return split(array, length);
  };
  const [x, y, g, out] = [input, elu(input), random(2), new Float32Array(input.length)].map(place);
  return x.map((_, k) => ({ x: x[k], y: y[k], g: g[k], out: out[k] }));
}
