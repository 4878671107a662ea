/** Loops over the elements, which compute in float64 and round once, or round each operation to float32. */
import { plainElu } from "../../../build/harness/plain-loops.js";

/** @type {Record<string, (input: Float32Array, out: Float32Array) => void>} */
const LOOPS = {
  float64: (input, out) => plainElu(input, out, 1),
  float32(input, out) {
    for (let i = 0; i < input.length; i++) {
      const x = input[i];
      out[i] = x > 0 ? x : Math.fround(Math.fround(Math.exp(x)) - 1);
    }
  },
};

/** @type {typeof import("./candidate.js").open} */
export function open(name) {
  const compute = LOOPS[name];
  return {
    elu(x) {
      const out = new Float32Array(x.length);
      compute(x, out);
      return out;
    },
    arrays(input) {
      const out = new Float32Array(input.length);
      return { run: () => compute(input, out), result: () => out };
    },
  };
}
