import { expect, it } from "vitest";
import { STAGING_LENGTH } from "../src/staging.js";
import { onEveryBackend } from "./backends.js";
import { expectSameBits, normalFloats } from "./floats.js";

const LENGTHS = [
  ...Array.from({ length: 71 }, (_, length) => length),
  ...[1, 2, 3].flatMap((blocks) => [-5, -1, 0, 1, 5].map((more) => blocks * STAGING_LENGTH + more)),
];

onEveryBackend("elu", ({ elu }) => {
  /** What every path has to agree with: each float alone, through the smallest call there is. */
  const eluOneByOne = (input: Float32Array, alpha = 1) => input.map((x) => elu(Float32Array.of(x), { alpha })[0]);

  it("gives arrays of every length the results of their floats alone", () => {
    const values = normalFloats(Math.max(...LENGTHS));
    const expected = eluOneByOne(values);
    for (const length of LENGTHS) {
      expectSameBits(elu(values.subarray(0, length)), expected.subarray(0, length), `length ${length}`);
    }
  });

  it("returns a new array and leaves the input as it was", () => {
    const input = normalFloats(10);
    const before = input.slice();
    const result = elu(input);
    expect(result).not.toBe(input);
    expect(result.buffer).not.toBe(input.buffer);
    expect(input).toEqual(before);
  });

  it("returns out itself, filled", () => {
    const input = normalFloats(10);
    const out = new Float32Array(10);
    expect(elu(input, { out })).toBe(out);
    expectSameBits(out, elu(input));
  });

  it("computes in place", () => {
    const input = normalFloats(STAGING_LENGTH + 3);
    const expected = elu(input, { alpha: 2 });
    expectSameBits(elu(input, { alpha: 2, out: input }), expected);
  });

  it("takes an empty array", () => {
    expect(elu(new Float32Array(0))).toEqual(new Float32Array(0));
  });

  it("takes and fills views at any byte offset, and nothing around them", () => {
    const guard = 12345;
    for (let inputOffset = 0; inputOffset < 5; inputOffset++) {
      for (let outOffset = 0; outOffset < 5; outOffset++) {
        for (const length of [1, 4, 7, 64, STAGING_LENGTH + 1]) {
          const values = normalFloats(length);
          const inputMemory = new Float32Array(length + 10).fill(guard);
          inputMemory.set(values, inputOffset);
          const outMemory = new Float32Array(length + 10).fill(guard);
          elu(inputMemory.subarray(inputOffset, inputOffset + length), {
            out: outMemory.subarray(outOffset, outOffset + length),
          });

          const expected = new Float32Array(length + 10).fill(guard);
          expected.set(elu(values), outOffset);
          expectSameBits(outMemory, expected);
        }
      }
    }
  });

  it.each([1, 3, 4, 100, STAGING_LENGTH - 1, STAGING_LENGTH, STAGING_LENGTH + 1, 2 * STAGING_LENGTH + 7])(
    "gives what copying the input first would give where out starts %i floats before or after it",
    (shift) => {
      const length = 2 * STAGING_LENGTH + 9;
      const values = normalFloats(length);
      const expected = elu(values);
      for (const [inputStart, outStart] of [
        [0, shift],
        [shift, 0],
      ] as const) {
        const memory = new Float32Array(length + shift);
        memory.set(values, inputStart);
        elu(memory.subarray(inputStart, inputStart + length), { out: memory.subarray(outStart, outStart + length) });
        expectSameBits(memory.subarray(outStart, outStart + length), expected);
      }
    },
  );

  it("takes shared memory, in and out", () => {
    const values = normalFloats(STAGING_LENGTH + 5);
    const shared = new Float32Array(new SharedArrayBuffer(values.byteLength));
    shared.set(values);
    expectSameBits(elu(shared), elu(values));
    expect(elu(values, { out: shared })).toBe(shared);
    expectSameBits(shared, elu(values));
  });

  it("sees the overlap of two buffer objects that stand for the same shared memory", () => {
    const length = 2 * STAGING_LENGTH;
    const shift = 5;
    const values = normalFloats(length);
    const memory = new SharedArrayBuffer((length + shift) * 4);
    const sameMemory = structuredClone(memory);
    const input = new Float32Array(memory, 0, length);
    const out = new Float32Array(sameMemory, shift * 4, length);
    input.set(values);
    elu(input, { out });
    expectSameBits(out, elu(values));
  });

  it("takes a subclass of Float32Array and an array of another realm", async () => {
    class Activations extends Float32Array {}
    const { runInNewContext } = await import("node:vm");
    const foreign = runInNewContext("Float32Array.of(-1, 2)") as Float32Array;
    const expected = elu(Float32Array.of(-1, 2));
    expectSameBits(elu(Activations.of(-1, 2)), expected);
    expectSameBits(elu(foreign), expected);
  });
});
