/** Every function of the package, beside the loop that everybody writes for it. */
import { createElu } from "elu-simd";
import type { Contest } from "./contest.js";
import { FAMILY, floatsOf } from "./family.js";

/** Arrays in and out, on both deterministic backends. */
export function familyContest(length: number): Contest {
  const floats = floatsOf(length);
  const [simd, js] = [createElu({ backend: "wasm-simd" }), createElu({ backend: "js" })];
  return {
    floatsPerRun: length,
    candidates: FAMILY.flatMap(({ name, ours, plain }) => {
      const baseline = `${name}, plain loop`;
      return [
        { name, run: () => ours(simd, floats), baseline },
        { name: `${name}, js backend`, run: () => ours(js, floats), baseline },
        { name: baseline, run: () => plain(floats), baseline },
      ];
    }),
  };
}
