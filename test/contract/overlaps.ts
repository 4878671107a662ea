/** Promises of arrays that share memory: any overlap gives what copying the inputs first would give. */
import type { Elu } from "elu-simd";
import { assertSameBits } from "./assert.js";
import { copies, inputsOf, normalFloats, pairs, STAGED } from "./inputs.js";
import { type ContractPromise, type Operation, ofEveryOperation } from "./operations.js";

export const overlaps: readonly ContractPromise[] = [
  ...ofEveryOperation("computes in place of each input", ({ arity, run }, functions) => {
    for (let k = 0; k < arity; k++) {
      const inputs = inputsOf(arity, STAGED + 3);
      const expected = run(functions, inputs);
      assertSameBits(run(functions, inputs, inputs[k]), expected, `input ${k}:`);
    }
  }),
  ...ofEveryOperation("takes one array as every argument", ({ arity, run }, functions) => {
    const array = normalFloats(STAGED + 3);
    const same = Array.from({ length: arity }, () => array);
    const expected = run(functions, same);
    assertSameBits(run(functions, same, array), expected);
  }),
  ...ofEveryOperation("gives what copying first would give where out overlaps any input", (operation, functions) => {
    for (const shift of [1, 3, 4, 100, STAGED - 1, STAGED, STAGED + 1, 2 * STAGED + 7]) {
      checkOverlaps(operation, functions, shift, 2 * STAGED + 9, (size) => new Float32Array(size));
    }
  }),
  ...ofEveryOperation("gives the same where out overlaps any input in an arena", (operation, functions) => {
    for (const shift of [1, 3, 4, 100]) {
      checkOverlaps(operation, functions, shift, STAGED + 6, (size) => functions.createArena(size).alloc(size));
    }
  }),
  ...ofEveryOperation(
    "sees the overlap of two buffer objects that stand for the same shared memory",
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

/** Out `shift` floats after, before or at each input: for two inputs on both sides no order of blocks helps. */
function checkOverlaps(
  { arity, run }: Operation,
  functions: Elu,
  shift: number,
  length: number,
  allocate: (size: number) => Float32Array,
): void {
  for (const starts of arity === 1 ? [[0], [2 * shift]] : pairs([0, shift, 2 * shift])) {
    const memory = allocate(length + 2 * shift);
    memory.set(normalFloats(memory.length));
    const inputs = starts.map((start) => memory.subarray(start, start + length));
    const expected = run(functions, copies(inputs));
    const out = memory.subarray(shift, shift + length);
    run(functions, inputs, out);
    assertSameBits(out, expected, `out at ${shift}, inputs at ${starts}:`);
  }
}
