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

/** Everything that arrays inherit and a class can override, overridden: a call or a look throws. */
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

/** Properties that a caller may put on an array itself: methods that do nothing, and wrong sizes and places. */
const OWN_METHODS = { constructor: Matrix, set: () => {}, subarray: () => [], slice: () => [], keys: () => [] };
const OWN_NUMBERS = { length: 1, byteLength: 4, byteOffset: 4, buffer: new ArrayBuffer(64) };

/** Each makes a plain array an odd one. A prototype is set: the transforms of bundlers make a class itself ask for its constructor. */
export const ODD_ARRAYS: readonly (readonly [title: string, make: (floats: Float32Array) => Float32Array])[] = [
  ["whose constructor takes no length", (floats) => Object.setPrototypeOf(floats, Matrix.prototype)],
  [
    "whose class overrides everything, and asks for nothing of it",
    (floats) => Object.setPrototypeOf(floats, hostility),
  ],
  ["with methods put on them, and calls none", (floats) => decorated(floats, OWN_METHODS)],
  ["with sizes put on them, and reads none", (floats) => decorated(floats, { ...OWN_METHODS, ...OWN_NUMBERS })],
];

export const subclasses: readonly ContractPromise[] = ODD_ARRAYS.flatMap(([title, makeOdd]) =>
  ofEveryOperation(`takes and fills arrays ${title}`, ({ arity, run }, functions) => {
    for (const length of LENGTHS) {
      const inputs = inputsOf(arity, length);
      const expected = run(functions, inputs);
      assertSameBits(run(functions, copies(inputs).map(makeOdd)), expected, `${length} in:`);
      // The floats of odd arrays show only in a plain array over the same memory.
      const memory = new ArrayBuffer(4 * length);
      const out = makeOdd(new Float32Array(memory));
      assertSame(run(functions, inputs, out), out, "the result");
      assertSameBits(new Float32Array(memory), expected, `${length} out:`);
      const [{ buffer }] = copies(inputs);
      const inPlace = makeOdd(new Float32Array(buffer));
      run(functions, [inPlace, ...inputs.slice(1)], inPlace);
      assertSameBits(new Float32Array(buffer), expected, `${length} in place:`);
    }
  }),
);

/** The floats as an array with such properties. */
function decorated(floats: Float32Array, properties: object): Float32Array {
  for (const [name, value] of Object.entries(properties)) Object.defineProperty(floats, name, { value });
  return floats;
}
