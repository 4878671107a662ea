/** An entry point of this package, from the build in the repository. */

/** The backend that is measured, by the entry point's file. @type {Record<string, string>} */
const BACKENDS = { index: "wasm-simd", relaxed: "wasm-relaxed-simd" };

/** @typedef {(input: Float32Array, options?: { out: Float32Array }) => Float32Array} Elu */

/** @type {typeof import("./candidate.js").open} */
export async function open(entry) {
  const { createElu, elu, eluBackward, getBackend, selu, seluBackward } = await import(`../../../dist/${entry}.js`);
  const { name, reason } = getBackend();
  if (name !== BACKENDS[entry]) throw new Error(reason);

  /** @type {(x: Float32Array) => Float32Array} */
  const ones = (x) => new Float32Array(x.length).fill(1);
  /** @type {(elu: Elu, input: Float32Array, out: Float32Array) => import("./candidate.js").Form} */
  const form = (elu, input, out) => ({ run: () => elu(input, { out }), result: () => out.slice() });
  /** @type {(name: "elu" | "selu") => (inputs: Float32Array[]) => import("./candidate.js").Form[]} */
  const resident = (name) => (inputs) => {
    // Functions of their own: beside an arena, those of the package would look for arrays from elsewhere in it.
    const { createArena, [name]: compute } = createElu();
    // One arena for all, because each has its own memory. Its arrays start at multiples of four floats.
    const arena = createArena(2 * inputs.reduce((sum, { length }) => sum + length + 3, 0));
    return inputs.map((input) => {
      const x = arena.alloc(input.length);
      x.set(input);
      return form(compute, x, arena.alloc(input.length));
    });
  };
  return {
    elu: (x) => elu(x),
    eluGradient: (x) => eluBackward(ones(x), x),
    selu: (x) => selu(x),
    seluGradient: (x) => seluBackward(ones(x), x),
    resident: resident("elu"),
    residentSelu: resident("selu"),
    arrays: (input) => form(elu, input, new Float32Array(input.length)),
  };
}
