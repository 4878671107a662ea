/** Promises of arrays of other classes: they are the plain floats that they hold, and nothing of theirs is called. */
import { assertSame, assertSameBits } from "./assert.js";
import { inputsOf, STAGED } from "./inputs.js";
import { type ContractPromise, ofEveryOperation } from "./promise.js";

/** Shorter than what a loop copies, longer, and longer than what is staged at once. */
const LENGTHS = [1, 6, 60, 600, STAGED + 6];

/** A constructor that takes something other than a length, as those of matrices do. */
class Matrix extends Float32Array {
  constructor(rows: number, columns: number) {
    super(rows * columns);
  }
}

/** Whatever can be overridden is, and tells when it is called or read. */
class Hostile extends Float32Array {}
for (const name of [
  ...["constructor", "length", "buffer", "byteOffset", "byteLength", "BYTES_PER_ELEMENT"],
  ...["set", "subarray", "slice", "at", "fill", "copyWithin", "keys", "values", "entries", "map"],
  ...[Symbol.toStringTag, Symbol.iterator],
]) {
  Object.defineProperty(Hostile.prototype, name, {
    get() {
      throw new Error(`asked for ${String(name)}`);
    },
  });
}
Object.defineProperty(Hostile, Symbol.species, {
  get() {
    throw new Error("asked for the species");
  },
});

export const subclasses: readonly ContractPromise[] = [
  ...ofEveryOperation("takes arrays whose constructor takes no length, and fills them", ({ arity, run }, functions) => {
    for (const length of LENGTHS) {
      const inputs = inputsOf(arity, length);
      const expected = run(functions, inputs);
      const matrices = inputs.map((input) => {
        const matrix = new Matrix(length, 1);
        matrix.set(input);
        return matrix;
      });
      assertSameBits(run(functions, matrices), expected, `${length} in:`);
      const out = new Matrix(1, length);
      assertSame(run(functions, inputs, out), out, "the result");
      assertSameBits(out, expected, `${length} out:`);
      run(functions, matrices, matrices[0]);
      assertSameBits(matrices[0], expected, `${length} in place:`);
    }
  }),
  ...ofEveryOperation("calls and reads nothing that a class overrides", ({ arity, run }, functions) => {
    for (const length of LENGTHS) {
      const inputs = inputsOf(arity, length);
      const expected = run(functions, inputs);
      const hostile = inputs.map((input) => new Hostile(input));
      assertSameBits(run(functions, hostile), expected, `${length} in:`);
      // Only a plain array over the same memory can tell what one of them holds.
      const memory = new ArrayBuffer(4 * length);
      const out = new Hostile(memory);
      assertSame(run(functions, inputs, out), out, "the result");
      assertSameBits(new Float32Array(memory), expected, `${length} out:`);
    }
  }),
];
