/** Promises of arrays of other classes: they are the plain floats that they hold, and nothing of theirs is called. */
import { assertSame, assertSameBits } from "./assert.js";
import { copies, inputsOf, STAGED } from "./inputs.js";
import { type ContractPromise, ofEveryOperation } from "./promise.js";

/** Shorter than what a loop copies, longer, and longer than what is staged at once. */
const LENGTHS = [1, 6, 60, 600, STAGED + 6];

/** A constructor that takes something other than a length, as those of matrices do. */
class Matrix extends Float32Array {
  constructor(rows: number, columns: number) {
    super(rows * columns);
  }
}

/** What arrays inherit from in which whatever can be overridden is, and tells when it is called or read. */
const hostility: object = Object.create(Float32Array.prototype);
for (const name of [
  ...["constructor", "length", "buffer", "byteOffset", "byteLength", "BYTES_PER_ELEMENT"],
  ...["set", "subarray", "slice", "at", "fill", "copyWithin", "keys", "values", "entries", "map"],
  ...[Symbol.toStringTag, Symbol.iterator],
]) {
  Object.defineProperty(hostility, name, {
    get() {
      throw new Error(`asked for ${String(name)}`);
    },
  });
}

/** The floats as an array of such a class; the transforms of bundlers make a class itself ask for its constructor. */
function hostile(floats: Float32Array): Float32Array {
  return Object.setPrototypeOf(floats, hostility);
}

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
      assertSameBits(run(functions, copies(inputs).map(hostile)), expected, `${length} in:`);
      // Only a plain array over the same memory can tell what one of them holds.
      const memory = new ArrayBuffer(4 * length);
      const out = hostile(new Float32Array(memory));
      assertSame(run(functions, inputs, out), out, "the result");
      assertSameBits(new Float32Array(memory), expected, `${length} out:`);
    }
  }),
];
