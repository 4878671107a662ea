/** Loops over the elements, which compute in float64 and round once, or round each operation to float32. */
import { plainElu } from "../../../harness/plain-loops.js";
import { formOf, type Open } from "./candidate.js";

const LOOPS: Readonly<Record<string, (input: Float32Array, out: Float32Array) => void>> = {
  float64: (input, out) => plainElu(input, out, 1),
  float32(input, out) {
    for (let i = 0; i < input.length; i++) {
      const x = input[i];
      out[i] = x > 0 ? x : Math.fround(Math.fround(Math.exp(x)) - 1);
    }
  },
};

export const open: Open = (precision) => {
  const windowOf = (input: Float32Array) => {
    const out = new Float32Array(input.length);
    return { run: () => LOOPS[precision](input, out), result: () => out };
  };
  return {
    functions: {
      elu(x) {
        const { run, result } = windowOf(x);
        run();
        return result();
      },
    },
    forms: (windows) => ({ copied: formOf(windows.map(windowOf)) }),
  };
};
