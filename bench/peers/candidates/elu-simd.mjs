/** This package, from the build in the repository. */

import { roundUpToGroups } from "../../../build/src/kernels.js";
/** @type {typeof import("./candidate.js").open} */
export const open = () => openEntry("index.js", "wasm-simd");

/** @typedef {(input: Float32Array, options?: { out: Float32Array }) => Float32Array} Elu */

/**
 * The entry point in that file of the build, on that backend and no other.
 *
 * @type {(file: string, backend: string) => Promise<import("./candidate.js").Candidate>}
 */
export async function openEntry(file, backend) {
  const { createElu, elu, eluBackward, getBackend, selu, seluBackward } = await import(`../../../dist/${file}`);
  const { name, reason } = getBackend();
  if (name !== backend) throw new Error(reason);

  /** @type {(x: Float32Array) => Float32Array} */
  const ones = (x) => new Float32Array(x.length).fill(1);
  /** @type {(elu: Elu, input: Float32Array, out: Float32Array) => import("./candidate.js").Form} */
  const form = (elu, input, out) => ({ run: () => elu(input, { out }), result: () => out.slice() });
  /** @type {(name: "elu" | "selu") => (inputs: Float32Array[]) => import("./candidate.js").Form[]} */
  const resident = (name) => (inputs) => {
    // Functions of their own: beside an arena, those of the package would look for arrays from elsewhere in it.
    const { createArena, [name]: compute } = createElu();
    // One arena for all, because each has a memory of its own. Its arrays start at whole vectors.
    const lengths = inputs.map(({ length }) => roundUpToGroups(length));
    const arena = createArena(2 * lengths.reduce((sum, length) => sum + length, 0));
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
