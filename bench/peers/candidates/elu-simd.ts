/** An entry point of this package. */
import type * as EluSimd from "elu-simd";
import { formOf, type Open } from "./candidate.js";

/** The backend to measure for each entry point. */
const BACKENDS: Readonly<Record<string, string>> = {
  "elu-simd": "wasm-simd",
  "elu-simd/relaxed": "wasm-relaxed-simd",
};

export const open: Open = async (entryPoint) => {
  const { createElu, elu, eluBackward, getBackend, selu, seluBackward }: typeof EluSimd = await import(entryPoint);
  const { name, reason } = getBackend();
  if (name !== BACKENDS[entryPoint]) throw new Error(reason);

  const ones = (x: Float32Array) => new Float32Array(x.length).fill(1);
  const windowOf = (compute: typeof elu | typeof selu, input: Float32Array, out: Float32Array) => ({
    run: () => compute(input, { out }),
    result: () => out,
  });
  const inPlace = (name: "elu" | "selu", windows: readonly Float32Array[]) => {
    // Functions with an arena look there for every array. createElu keeps it away from the package's other functions.
    const { createArena, [name]: compute } = createElu();
    // One arena for all windows, because each has its own memory. Its arrays start at multiples of four floats.
    const arena = createArena(2 * windows.reduce((sum, { length }) => sum + length + 3, 0));
    return formOf(
      windows.map((window) => {
        const x = arena.alloc(window.length);
        x.set(window);
        return windowOf(compute, x, arena.alloc(window.length));
      }),
    );
  };
  return {
    functions: {
      elu: (x) => elu(x),
      eluGradient: (x) => eluBackward(ones(x), x),
      selu: (x) => selu(x),
      seluGradient: (x) => seluBackward(ones(x), x),
    },
    forms: (windows) => ({
      "in place": inPlace("elu", windows),
      "selu, in place": inPlace("selu", windows),
      copied: formOf(windows.map((input) => windowOf(elu, input, new Float32Array(input.length)))),
    }),
  };
};
