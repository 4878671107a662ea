/** Promises about arrays that share memory: overlaps give the result of inputs that were copied first. */
import type { Elu } from "elu-simd";
import { assertSameBits } from "./assert.js";
import { inputsOf, STAGED } from "./inputs.js";
import { type ContractPromise, type Operation, ofEveryOperation } from "./operations.js";
import { overlapping } from "./places.js";

export const overlaps: readonly ContractPromise[] = [
  ...ofEveryOperation("computes any overlap as if the inputs were copied first", (operation, functions) => {
    for (const shift of [1, 3, 4, 100, STAGED - 1, STAGED, STAGED + 1, 2 * STAGED + 7]) {
      checkOverlaps(operation, functions, new Float32Array(2 * STAGED + 9 + 2 * shift), shift);
    }
  }),
  ...ofEveryOperation("computes overlaps in an arena as if inputs were copied first", (operation, functions) => {
    for (const shift of [1, 3, 4, 15, 16, 17, 100]) {
      for (const size of [260 + 3 * shift, STAGED + 6 + 2 * shift]) {
        checkOverlaps(operation, functions, functions.createArena(size).alloc(size), shift);
      }
    }
  }),
  ...ofEveryOperation(
    "detects an overlap through two SharedArrayBuffer objects on the same memory",
    ({ arity, run }, functions) => {
      const [length, shift] = [2 * STAGED, 5];
      for (let k = 0; k < arity; k++) {
        const memory = new SharedArrayBuffer((length + shift) * 4);
        const sameMemory = structuredClone(memory);
        const inputs = inputsOf(arity, length);
        const expected = run(functions, inputs);
        const overlapped = new Float32Array(memory, 0, length);
        overlapped.set(inputs[k]);
        inputs[k] = overlapped;
        const out = new Float32Array(sameMemory, shift * 4, length);
        assertSameBits(run(functions, inputs, out), expected, `input ${k}:`);
      }
    },
    ["SharedArrayBuffer", "structuredClone"],
  ),
];

function checkOverlaps(operation: Operation, functions: Elu, memory: Float32Array, shift: number): void {
  for (const { inputs, out, check } of overlapping(operation, functions, memory, shift)) {
    operation.run(functions, inputs, out);
    check();
  }
}
