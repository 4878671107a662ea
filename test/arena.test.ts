import { expect, it, vi } from "vitest";
import { createElu } from "../src/index.js";
import { LANES } from "../src/kernels.js";
import { BLOCK_LENGTH } from "../src/workspace.js";
import { onEveryBackend, onEveryOperation } from "./backends.js";
import { expectSameBits, normalFloats } from "./floats.js";

onEveryBackend("an arena", ({ createArena, elu }) => {
  it("gives arrays of the length asked for, all 0, each at a multiple of 16 bytes", () => {
    const arena = createArena(100);
    for (const length of [3, 0, 5, 16, 1]) {
      const array = arena.alloc(length);
      expect(array).toBeInstanceOf(Float32Array);
      expect(array).toEqual(new Float32Array(length));
      expect(array.byteOffset % 16).toBe(0);
    }
  });

  it("gives arrays that do not overlap", () => {
    const arena = createArena(100);
    const arrays = Array.from({ length: 10 }, (_, k) => arena.alloc(7).fill(k));
    for (const [k, array] of arrays.entries()) expect(array).toEqual(new Float32Array(7).fill(k));
  });

  it("tells how many floats it holds and how many are taken", () => {
    const arena = createArena(10);
    expect([arena.capacity, arena.used]).toEqual([10, 0]);
    arena.alloc(3);
    expect(arena.used).toBe(3);
    arena.alloc(1);
    expect(arena.used).toBe(5);
    arena.reset();
    expect([arena.capacity, arena.used]).toEqual([10, 0]);
  });

  it("can be filled to the last float, and is a RangeError beyond it", () => {
    const arena = createArena(10);
    arena.alloc(4);
    expect(() => arena.alloc(7)).toThrow(new RangeError("alloc: length must be at most what is left, 6 floats, got 7"));
    expect(arena.alloc(6)).toHaveLength(6);
    expect(() => arena.alloc(1)).toThrow(new RangeError("alloc: length must be at most what is left, 0 floats, got 1"));
    expect(arena.alloc(0)).toHaveLength(0);
    expect(createArena(0).alloc(0)).toHaveLength(0);
  });

  it("takes everything back, and never detaches what it gave", () => {
    const arena = createArena(10);
    const before = arena.alloc(10).fill(3);
    arena.reset();
    const after = arena.alloc(10);
    expect(after).toEqual(before);
    after[0] = 4;
    expect(before[0]).toBe(4);
  });

  it.each([
    ["8", TypeError, 'length must be a number, got the string "8"'],
    [undefined, TypeError, "length must be a number, got undefined"],
    [-1, RangeError, "length must be a whole number of floats from 0 up, got -1"],
    [1.5, RangeError, "length must be a whole number of floats from 0 up, got 1.5"],
    [Number.NaN, RangeError, "length must be a whole number of floats from 0 up, got NaN"],
    [2 ** 53, RangeError, "length must be a whole number of floats from 0 up, got 9007199254740992"],
  ])("throws for %o as a length", (length, type, words) => {
    expect(() => createArena(length as never)).toThrow(new type(`createArena: ${words}`));
    expect(() => createArena(1).alloc(length as never)).toThrow(new type(`alloc: ${words}`));
  });

  it("is a RangeError where so much memory cannot be had, with the engine's own as its cause", () => {
    let thrown: Error | undefined;
    try {
      createArena(2 ** 50);
    } catch (error) {
      thrown = error as Error;
    }
    expect(thrown).toEqual(
      new RangeError(`createArena: no memory for an arena of ${2 ** 50} floats`, { cause: thrown?.cause }),
    );
    expect(thrown?.cause).toBeInstanceOf(Error);
  });

  it("of other functions is an array like any other", () => {
    const foreign = createElu({ backend: "js" }).createArena(20).alloc(20);
    foreign.set(normalFloats(20));
    const expected = elu(foreign.slice());
    expectSameBits(elu(foreign), expected);
    expectSameBits(elu(foreign, { out: createArena(20).alloc(20) }), expected);
  });
});

onEveryOperation(({ arity, run }, functions) => {
  const LENGTHS = [0, 1, 3, 4, 5, 16, 256, 257, 258, 259, 260, BLOCK_LENGTH, 2 * BLOCK_LENGTH + 7];

  it("gives the same for any operand in an arena or outside", () => {
    for (const length of LENGTHS) {
      const inputs = Array.from({ length: arity }, (_, k) => normalFloats(length, k + 1));
      const expected = run(functions, inputs);
      // Each bit says whether an operand lies in the arena; the last one is out.
      for (let inside = 0; inside < 2 ** (arity + 1); inside++) {
        const arena = functions.createArena((arity + 1) * (length + LANES));
        const place = (array: Float32Array, k: number) => {
          if (!(inside & (1 << k))) return array;
          const copy = arena.alloc(length);
          copy.set(array);
          return copy;
        };
        const out = place(new Float32Array(length), arity);
        expect(run(functions, inputs.map(place), out)).toBe(out);
        expectSameBits(out, expected, `length ${length}, inside ${inside.toString(2)}:`);
      }
    }
  });

  it("leaves the neighbours of subarrays that start or end within a vector as they were", () => {
    const guard = 12345;
    for (const length of [1, 3, 5, 257, 258, 259, 260]) {
      for (let offset = 0; offset < LANES; offset++) {
        const inputs = Array.from({ length: arity }, (_, k) => normalFloats(length, k + 1));
        const size = 3 * (length + 20);
        const memory = functions.createArena(size).alloc(size).fill(guard);
        const windows = Array.from({ length: arity + 1 }, (_, k) => {
          const start = (length + 20) * k + offset;
          return memory.subarray(start, start + length);
        });
        for (const [k, input] of inputs.entries()) windows[k].set(input);
        const expected = memory.slice();
        expected.set(run(functions, inputs), (length + 20) * arity + offset);
        run(functions, windows.slice(0, arity), windows[arity]);
        expectSameBits(memory, expected, `length ${length}, offset ${offset}:`);
      }
    }
  });

  it("gives for any overlap in an arena what copying the inputs first would give", () => {
    const length = BLOCK_LENGTH + 6;
    for (const shift of [1, 3, 4, 100]) {
      for (const starts of arity === 1
        ? [[0], [2 * shift]]
        : [
            [0, 2 * shift],
            [2 * shift, 0],
            [0, 0],
            [shift, 0],
          ]) {
        const size = length + 2 * shift;
        const memory = functions.createArena(size).alloc(size);
        memory.set(normalFloats(size));
        const inputs = starts.map((start) => memory.subarray(start, start + length));
        const expected = run(
          functions,
          inputs.map((input) => input.slice()),
        );
        const out = memory.subarray(shift, shift + length);
        run(functions, inputs, out);
        expectSameBits(out, expected, `shift ${shift}, inputs at ${starts}:`);
      }
    }
  });

  it("gives the same across two arenas", () => {
    const length = 301;
    const inputs = Array.from({ length: arity }, (_, k) => {
      const array = functions.createArena(length).alloc(length);
      array.set(normalFloats(length, k + 1));
      return array;
    });
    const out = functions.createArena(length).alloc(length);
    const expected = run(
      functions,
      inputs.map((input) => input.slice()),
    );
    expectSameBits(run(functions, inputs, out), expected);
  });
});

onEveryOperation(({ arity, run }, functions) => {
  it("copies nothing where all arrays are in an arena and fill whole vectors", () => {
    const length = 2 * BLOCK_LENGTH;
    const arena = functions.createArena((arity + 1) * length);
    const inputs = Array.from({ length: arity }, () => arena.alloc(length).fill(-1));
    const out = arena.alloc(length);
    const copies = vi.spyOn(Float32Array.prototype, "set");
    run(functions, inputs, out);
    run(functions, inputs, inputs[0]);
    expect(copies).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it("copies only what lies outside", () => {
    const length = BLOCK_LENGTH;
    const inputs = Array.from({ length: arity }, (_, k) => normalFloats(length, k + 1));
    const out = functions.createArena(length).alloc(length);
    const copies = vi.spyOn(Float32Array.prototype, "set");
    run(functions, inputs, out);
    expect(copies).toHaveBeenCalledTimes(arity);
    vi.restoreAllMocks();
  });
});
