import { expect, it } from "vitest";
import { BLOCK_LENGTH } from "../src/workspace.js";
import { onEveryOperation } from "./backends.js";
import { expectSameBits, normalFloats } from "./floats.js";

const LENGTHS = [
  ...Array.from({ length: 71 }, (_, length) => length),
  ...[1, 2, 3].flatMap((blocks) => [-5, -1, 0, 1, 5].map((more) => blocks * BLOCK_LENGTH + more)),
];

onEveryOperation(({ arity, run }, functions) => {
  /** As many arrays as the function takes. */
  const inputsOf = (length: number) => Array.from({ length: arity }, (_, k) => normalFloats(length, 1 + k));
  const runNew = (inputs: readonly Float32Array[]) => run(functions, inputs);

  it("gives arrays of every length the results of their floats alone", () => {
    const inputs = inputsOf(Math.max(...LENGTHS));
    const expected = inputs[0].map((_, i) => runNew(inputs.map((input) => input.subarray(i, i + 1)))[0]);
    for (const length of LENGTHS) {
      const result = runNew(inputs.map((input) => input.subarray(0, length)));
      expectSameBits(result, expected.subarray(0, length), `length ${length}`);
    }
  });

  it("returns a new array and leaves the inputs as they were", () => {
    const inputs = inputsOf(10);
    const before = inputs.map((input) => input.slice());
    const result = runNew(inputs);
    expect(result).toBeInstanceOf(Float32Array);
    for (const input of inputs) expect(result.buffer).not.toBe(input.buffer);
    expect(inputs).toEqual(before);
  });

  it("returns out itself, filled", () => {
    const inputs = inputsOf(10);
    const out = new Float32Array(10);
    expect(run(functions, inputs, out)).toBe(out);
    expectSameBits(out, runNew(inputs));
  });

  it("computes in place of each input", () => {
    for (let k = 0; k < arity; k++) {
      const inputs = inputsOf(BLOCK_LENGTH + 3);
      const expected = runNew(inputs);
      expectSameBits(run(functions, inputs, inputs[k]), expected);
    }
  });

  it("takes one array as every argument", () => {
    const array = normalFloats(BLOCK_LENGTH + 3);
    const same = Array.from({ length: arity }, () => array);
    const expected = runNew(same);
    expectSameBits(run(functions, same, array), expected);
  });

  it("takes empty arrays", () => {
    expect(runNew(inputsOf(0))).toEqual(new Float32Array(0));
  });

  it("takes and fills views at any byte offset, and nothing around them", () => {
    const guard = 12345;
    for (let inputOffset = 0; inputOffset < 5; inputOffset++) {
      for (let outOffset = 0; outOffset < 5; outOffset++) {
        for (const length of [1, 4, 7, 64, BLOCK_LENGTH + 1]) {
          const inputs = inputsOf(length);
          const views = inputs.map((input, k) => {
            const memory = new Float32Array(length + 10).fill(guard);
            memory.set(input, inputOffset + k);
            return memory.subarray(inputOffset + k, inputOffset + k + length);
          });
          const outMemory = new Float32Array(length + 10).fill(guard);
          run(functions, views, outMemory.subarray(outOffset, outOffset + length));

          const expected = new Float32Array(length + 10).fill(guard);
          expected.set(runNew(inputs), outOffset);
          expectSameBits(outMemory, expected);
        }
      }
    }
  });

  it.each([1, 3, 4, 100, BLOCK_LENGTH - 1, BLOCK_LENGTH, BLOCK_LENGTH + 1, 2 * BLOCK_LENGTH + 7])(
    "gives what copying the inputs first would give where out starts %i floats before or after any of them",
    (shift) => {
      const length = 2 * BLOCK_LENGTH + 9;
      const outStart = shift;
      // Before out, at out, and after it, in every combination: for two inputs on both sides no order of blocks helps.
      const starts = arity === 1 ? [[0], [2 * shift]] : crossed([0, shift, 2 * shift]);
      for (const inputStarts of starts) {
        const memory = normalFloats(length + 2 * shift);
        const inputs = inputStarts.map((start) => memory.subarray(start, start + length));
        const expected = runNew(inputs.map((input) => input.slice()));
        const out = memory.subarray(outStart, outStart + length);
        run(functions, inputs, out);
        expectSameBits(out, expected, `inputs at ${inputStarts}`);
      }
    },
  );

  it("takes shared memory, in and out", () => {
    const inputs = inputsOf(BLOCK_LENGTH + 5);
    const expected = runNew(inputs);
    const shared = inputs.map((input) => {
      const array = new Float32Array(new SharedArrayBuffer(input.byteLength));
      array.set(input);
      return array;
    });
    expectSameBits(runNew(shared), expected);
    expect(run(functions, inputs, shared[0])).toBe(shared[0]);
    expectSameBits(shared[0], expected);
  });

  it("sees the overlap of two buffer objects that stand for the same shared memory", () => {
    const length = 2 * BLOCK_LENGTH;
    const shift = 5;
    for (let k = 0; k < arity; k++) {
      const memory = new SharedArrayBuffer((length + shift) * 4);
      const sameMemory = structuredClone(memory);
      const inputs = inputsOf(length);
      const expected = runNew(inputs);
      const overlapped = new Float32Array(memory, 0, length);
      overlapped.set(inputs[k]);
      const out = new Float32Array(sameMemory, shift * 4, length);
      run(functions, inputs.with(k, overlapped), out);
      expectSameBits(out, expected);
    }
  });

  it("takes subclasses of Float32Array and arrays of another realm", async () => {
    class Activations extends Float32Array {}
    const { runInNewContext } = await import("node:vm");
    const foreign = () => runInNewContext("Float32Array.of(-1, 2)") as Float32Array;
    const every = (make: () => Float32Array) => runNew(Array.from({ length: arity }, make));
    const expected = every(() => Float32Array.of(-1, 2));
    expectSameBits(
      every(() => Activations.of(-1, 2)),
      expected,
    );
    expectSameBits(every(foreign), expected);
  });
});

/** Every pair of values. */
function crossed<T>(values: readonly T[]): T[][] {
  return values.flatMap((first) => values.map((second) => [first, second]));
}
