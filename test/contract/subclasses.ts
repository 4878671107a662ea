/** Promises of arrays of other classes, or with properties put on them: they are the plain floats that they hold. */
import { assertSame, assertSameBits } from "./assert.js";
import { copies, inputsOf, STAGED } from "./inputs.js";
import { type ContractPromise, ofEveryOperation } from "./operations.js";

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

/** Properties that a caller may put on an array itself: methods that do nothing, and wrong sizes and places. */
const OWN_METHODS = { constructor: Matrix, set: () => {}, subarray: () => [], slice: () => [], keys: () => [] };
const OWN_NUMBERS = { length: 1, byteLength: 4, byteOffset: 4, buffer: new ArrayBuffer(64) };

/** The floats as an array with such properties. */
function decorated(floats: Float32Array, properties: object): Float32Array {
  for (const [name, value] of Object.entries(properties)) Object.defineProperty(floats, name, { value });
  return floats;
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
  ...ofEveryOperation("calls and reads nothing that is put on an array itself", ({ arity, run }, functions) => {
    for (const properties of [OWN_METHODS, { ...OWN_METHODS, ...OWN_NUMBERS }]) {
      for (const length of LENGTHS) {
        const inputs = inputsOf(arity, length);
        const expected = run(functions, inputs);
        const odd = copies(inputs).map((floats) => decorated(floats, properties));
        assertSameBits(run(functions, odd), expected, `${length} in:`);
        const memory = new ArrayBuffer(4 * length);
        const out = decorated(new Float32Array(memory), properties);
        assertSame(run(functions, inputs, out), out, "the result");
        assertSameBits(new Float32Array(memory), expected, `${length} out:`);
      }
    }
  }),
];
