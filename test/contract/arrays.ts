/** Promises about arrays of any length and offset: calls read the inputs, write the result, and touch nothing else. */
import { assertSame, assertSameBits } from "./assert.js";
import { inputsOf, STAGED } from "./inputs.js";
import { type ContractPromise, ofEveryOperation } from "./operations.js";
import { sideBySide } from "./places.js";

/** Lengths around a vector, a group of vectors, arrays that are copied in a loop, and blocks of the staging area. */
const LENGTHS = [
  ...Array.from({ length: 71 }, (_, length) => length),
  ...[255, 256, 257],
  ...[1, 2, 3].flatMap((times) => [-5, -1, 0, 1, 5].map((more) => times * STAGED + more)),
];

export const arrays: readonly ContractPromise[] = [
  ...ofEveryOperation("gives floats in arrays of any length the same results as alone", ({ arity, run }, functions) => {
    const inputs = inputsOf(arity, Math.max(...LENGTHS));
    const alone = inputs[0].map((_, i) => run(functions, slicesOf(inputs, i, i + 1))[0]);
    for (const length of LENGTHS) {
      for (const start of [0, 1]) {
        // All calls share the inputs: a call that wrote to its input would change the next results.
        const result = run(functions, slicesOf(inputs, start, length));
        assertSameBits(result, alone.subarray(start, length), `from ${start} to ${length}:`);
      }
    }
  }),
  ...ofEveryOperation("reads and fills views at any offset, and nothing around them", (operation, functions) => {
    for (const length of [1, 4, 7, 64, STAGED + 1]) {
      for (let offset = 0; offset < 5; offset++) {
        const memory = new Float32Array((operation.arity + 1) * (length + 11));
        const { inputs, out, check } = sideBySide(operation, functions, memory, length, offset);
        operation.run(functions, inputs, out);
        check();
      }
    }
  }),
  ...ofEveryOperation(
    "takes shared memory as input and as out",
    ({ arity, run }, functions) => {
      const inputs = inputsOf(arity, STAGED + 5);
      const expected = run(functions, inputs);
      const shared = inputs.map((input) => {
        const array = new Float32Array(new SharedArrayBuffer(input.byteLength));
        array.set(input);
        return array;
      });
      assertSameBits(run(functions, shared), expected, "in:");
      assertSame(run(functions, inputs, shared[0]), shared[0], "the result");
      assertSameBits(shared[0], expected, "out:");
    },
    ["SharedArrayBuffer"],
  ),
];

function slicesOf(arrays: readonly Float32Array[], start: number, end: number): Float32Array[] {
  return arrays.map((array) => array.subarray(start, end));
}
