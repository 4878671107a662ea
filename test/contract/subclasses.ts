/** Promises about arrays of subclasses and with own properties: only their floats count. */
import { assertSame, assertSameBits } from "./assert.js";
import { copies, inputsOf, STAGED } from "./inputs.js";
import { type ContractPromise, ofEveryOperation } from "./operations.js";

/** Lengths that a loop copies, that `set` copies, and above a block of the staging area. */
const LENGTHS = [1, 6, 60, 600, STAGED + 6];

/** A class whose constructor takes no length, as classes of matrices do. */
class Matrix extends Float32Array {
  constructor(rows: number, columns: number) {
    super(rows * columns);
  }
}

/** A prototype that overrides every inherited member of arrays: any access throws. */
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

/** Own properties that a caller may add to an array: methods that do nothing, wrong sizes and offsets. */
const OWN_METHODS = { constructor: Matrix, set: () => {}, subarray: () => [], slice: () => [], keys: () => [] };
const OWN_NUMBERS = { length: 1, byteLength: 4, byteOffset: 4, buffer: new ArrayBuffer(64) };

/** `make` sets a prototype, because a class that a bundler has transformed reads `constructor` itself. */
export const ODD_ARRAYS: readonly (readonly [title: string, make: (floats: Float32Array) => Float32Array])[] = [
  ["whose constructor takes no length", (floats) => Object.setPrototypeOf(floats, Matrix.prototype)],
  ["whose class overrides everything, and accesses no override", (floats) => Object.setPrototypeOf(floats, hostility)],
  ["with own methods, and calls none", (floats) => decorated(floats, OWN_METHODS)],
  ["with own sizes, and reads none", (floats) => decorated(floats, { ...OWN_METHODS, ...OWN_NUMBERS })],
];

export const subclasses: readonly ContractPromise[] = ODD_ARRAYS.flatMap(([title, makeOdd]) =>
  ofEveryOperation(`reads and fills arrays ${title}`, ({ arity, run }, functions) => {
    for (const length of LENGTHS) {
      const inputs = inputsOf(arity, length);
      const expected = run(functions, inputs);
      assertSameBits(run(functions, copies(inputs).map(makeOdd)), expected, `${length} in:`);
      // Only a plain array on the same memory shows the floats of an odd array.
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

/** Adds own properties to the array. */
function decorated(floats: Float32Array, properties: object): Float32Array {
  for (const [name, value] of Object.entries(properties)) Object.defineProperty(floats, name, { value });
  return floats;
}
