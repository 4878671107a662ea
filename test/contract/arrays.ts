/** Promises of arrays of any length and place: what is read and written, and what not. */
import { assertSame, assertSameBits } from "./assert.js";
import { inputsOf, STAGED } from "./inputs.js";
import { type ContractPromise, ofEveryOperation } from "./operations.js";
import { besideEachOther } from "./places.js";

/** Around a vector, groups of vectors, the loop that copies, and what is staged at once. */
const LENGTHS = [
  ...Array.from({ length: 71 }, (_, length) => length),
  ...[255, 256, 257],
  ...[1, 2, 3].flatMap((times) => [-5, -1, 0, 1, 5].map((more) => times * STAGED + more)),
];

export const arrays: readonly ContractPromise[] = [
  ...ofEveryOperation("gives arrays of every length the results of their floats alone", ({ arity, run }, functions) => {
    const inputs = inputsOf(arity, Math.max(...LENGTHS));
    const alone = inputs[0].map((_, i) => run(functions, slicesOf(inputs, i, i + 1))[0]);
    for (const length of LENGTHS) {
      for (const start of [0, 1]) {
        // The same inputs each time: a call that wrote to them would change the next results.
        const result = run(functions, slicesOf(inputs, start, length));
        assertSameBits(result, alone.subarray(start, length), `from ${start} to ${length}:`);
      }
    }
  }),
  ...ofEveryOperation("takes and fills views at any offset, and nothing around them", (operation, functions) => {
    for (const length of [1, 4, 7, 64, STAGED + 1]) {
      for (let offset = 0; offset < 5; offset++) {
        const memory = new Float32Array((operation.arity + 1) * (length + 11));
        const { inputs, out, check } = besideEachOther(operation, functions, memory, length, offset);
        operation.run(functions, inputs, out);
        check();
      }
    }
  }),
  ...ofEveryOperation(
    "takes shared memory, in and out",
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
