/** A loop over the elements, as a peer. */

/** @type {(compute: (input: Float32Array, out: Float32Array) => void) => import("./candidate.js").Candidate} */
export function loop(compute) {
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
