/** Every function of the package, beside the loop that everybody writes for it. */
import { createElu, type Elu, elu } from "elu-simd";
import {
  plainCelu,
  plainCeluBackward,
  plainElu,
  plainEluBackward,
  plainEluBackwardFromOutput,
  plainSelu,
  plainSeluBackward,
  plainSeluBackwardFromOutput,
} from "../reference/plain-loops.js";
import { normal } from "../reference/random.js";
import type { Contest } from "./contest.js";

/** Arrays in and out, on both deterministic backends. */
export function familyContest(length: number): Contest {
  const [x, g] = [normal(1), normal(2)].map((random) => Float32Array.from({ length }, random));
  const y = elu(x);
  const out = new Float32Array(length);
  const functions: { name: string; ours: (on: Elu) => void; plain: () => void }[] = [
    { name: "elu", ours: (on) => on.elu(x, { out }), plain: () => plainElu(x, out, 1) },
    { name: "elu, alpha 0.3", ours: (on) => on.elu(x, { alpha: 0.3, out }), plain: () => plainElu(x, out, 0.3) },
    { name: "selu", ours: (on) => on.selu(x, { out }), plain: () => plainSelu(x, out) },
    { name: "celu, alpha 2", ours: (on) => on.celu(x, { alpha: 2, out }), plain: () => plainCelu(x, out, 2) },
    { name: "eluBackward", ours: (on) => on.eluBackward(g, x, { out }), plain: () => plainEluBackward(g, x, out, 1) },
    {
      name: "eluBackward, alpha 0.3",
      ours: (on) => on.eluBackward(g, x, { alpha: 0.3, out }),
      plain: () => plainEluBackward(g, x, out, 0.3),
    },
    { name: "seluBackward", ours: (on) => on.seluBackward(g, x, { out }), plain: () => plainSeluBackward(g, x, out) },
    {
      name: "celuBackward, alpha 2",
      ours: (on) => on.celuBackward(g, x, { alpha: 2, out }),
      plain: () => plainCeluBackward(g, x, out, 2),
    },
    {
      name: "eluBackward, from output",
      ours: (on) => on.eluBackward(g, y, { from: "output", out }),
      plain: () => plainEluBackwardFromOutput(g, y, out, 1),
    },
    {
      name: "seluBackward, from output",
      ours: (on) => on.seluBackward(g, y, { from: "output", out }),
      plain: () => plainSeluBackwardFromOutput(g, y, out),
    },
  ];
  const [simd, js] = [createElu({ backend: "wasm-simd" }), createElu({ backend: "js" })];
  return {
    floatsPerRun: length,
    candidates: functions.flatMap(({ name, ours, plain }) => {
      const baseline = `${name}, plain loop`;
      return [
        { name, run: () => ours(simd), baseline },
        { name: `${name}, js backend`, run: () => ours(js), baseline },
        { name: baseline, run: plain, baseline },
      ];
    }),
  };
}
