/** Promises about arenas, and about calls on arrays in arenas. */
import { assert, assertSame, assertSameBits, assertThrows } from "./assert.js";
import { normalFloats, placeIn, STAGED } from "./inputs.js";
import { type ContractPromise, ofEveryOperation } from "./operations.js";
import { insideAndOutside, sideBySide } from "./places.js";

/** Lengths around a vector, a group of vectors, and blocks of the staging area. */
const LENGTHS = [0, 1, 3, 4, 5, 16, 256, 257, 258, 259, 260, STAGED, 2 * STAGED + 7];

/** Longer than the arrays that are staged even in an arena, with every tail of a group of vectors. */
const TAILS = Array.from({ length: 17 }, (_, more) => 257 + more);

/** Floats that alignment may add to an array in an arena. */
const PADDING = 4;

export const arenas: readonly ContractPromise[] = [
  {
    title: "an arena allocates disjoint arrays of the requested length, filled with 0 and aligned to 16 bytes",
    check: ({ createArena }) => {
      const arena = createArena(100);
      const arrays = [3, 0, 5, 16, 1].map((length, k) => {
        const array = arena.alloc(length);
        assertSameBits(array, new Float32Array(length));
        assertSame(array.byteOffset % 16, 0, "byteOffset modulo 16");
        return array.fill(k);
      });
      for (const [k, array] of arrays.entries())
        assert(
          array.every((x) => x === k),
          `array ${k} is ${array}`,
        );
    },
  },
  {
    title: "an arena reports its capacity and its used floats",
    check: ({ createArena }) => {
      const arena = createArena(10);
      const used = [
        () => {},
        () => arena.alloc(3),
        () => arena.alloc(1), // starts at the next multiple of 16 bytes
        () => arena.reset(),
      ].map((act) => {
        act();
        return arena.used;
      });
      assertSame(String(used), "0,3,5,0", "used after each step");
      assertSame(arena.capacity, 10, "the capacity");
    },
  },
  {
    title: "an arena can be filled to the last float, and throws a RangeError beyond it",
    check: ({ createArena }) => {
      const arena = createArena(10);
      const assertFull = (length: number, left: number) =>
        assertThrows(
          () => arena.alloc(length),
          RangeError,
          `alloc: length must be at most what is left, ${left} floats, got ${length}; ` +
            "reset() takes all arrays back, and a larger capacity makes room for more",
        );
      arena.alloc(4);
      assertFull(7, 6);
      assertSame(arena.alloc(6).length, 6, "the length");
      assertFull(1, 0);
      assertSame(arena.alloc(0).length, 0, "the length");
      assertSame(createArena(0).alloc(0).length, 0, "the length in an empty arena");
    },
  },
  {
    title: "reset() makes the whole arena available again, and detaches no array",
    check: ({ createArena }) => {
      const arena = createArena(10);
      const before = arena.alloc(10).fill(3);
      arena.reset();
      const after = arena.alloc(10);
      assertSameBits(after, before);
      after[0] = 4;
      assertSame(before[0], 4, "the same float in the array from before reset()");
    },
  },
  {
    title: "a transferred arena keeps its memory in WebAssembly; in JavaScript, its next use throws",
    needs: ["structuredClone"],
    check: ({ createArena, elu, getBackend }) => {
      const arena = createArena(10);
      const array = arena.alloc(5);
      try {
        structuredClone(array, { transfer: [array.buffer as ArrayBuffer] });
      } catch {
        // Some engines refuse to transfer WebAssembly memory; others copy it instead.
      }
      assertSame(array.length, getBackend().name.startsWith("wasm") ? 5 : 0, "the length");
      if (array.length > 0) return assertSame(elu(array, { out: array }), array, "the result");
      assertThrows(() => arena.alloc(1), TypeError, "alloc: the arena was transferred with one of its arrays");
      const words = "elu: input must be attached to its memory, got a detached Float32Array";
      assertThrows(() => elu(array), TypeError, words);
    },
  },
  {
    title: "createArena and alloc throw for an invalid length",
    check: ({ createArena }) => {
      for (const [length, type, words] of [
        ["8", TypeError, 'length must be a number, got the string "8"'],
        [undefined, TypeError, "length must be a number, got undefined"],
        [-1, RangeError, "length must be a whole number of floats from 0 up, got -1"],
        [1.5, RangeError, "length must be a whole number of floats from 0 up, got 1.5"],
        [Number.NaN, RangeError, "length must be a whole number of floats from 0 up, got NaN"],
        [2 ** 53, RangeError, "length must be a whole number of floats from 0 up, got 9007199254740992"],
      ] as const) {
        assertThrows(() => createArena(length as never), type, `createArena: ${words}`);
        assertThrows(() => createArena(1).alloc(length as never), type, `alloc: ${words}`);
      }
    },
  },
  {
    title: "createArena throws a RangeError if memory runs out, with the engine's error as its cause",
    check: ({ createArena }) => {
      const thrown = assertThrows(
        () => createArena(2 ** 50),
        RangeError,
        `createArena: no memory for an arena of ${2 ** 50} floats`,
      );
      assert(thrown.cause instanceof Error, `the cause is ${thrown.cause}`);
    },
  },
  {
    title: "an array in the arena of another createElu counts as an array outside of arenas",
    check: ({ createArena, elu }, js) => {
      const foreign = placeIn(js.createArena(20), normalFloats(20));
      const expected = elu(foreign.slice());
      assertSameBits(elu(foreign), expected);
      assertSameBits(elu(foreign, { out: createArena(20).alloc(20) }), expected);
    },
  },
  ...ofEveryOperation("gives the same result for operands in an arena or outside", (operation, functions) => {
    for (const length of LENGTHS) {
      const emptyArena = () => functions.createArena((operation.arity + 1) * (length + PADDING));
      for (const { inputs, out, check } of insideAndOutside(operation, functions, length, emptyArena)) {
        assertSame(operation.run(functions, inputs, out), out, "the result");
        check();
      }
    }
  }),
  ...ofEveryOperation("writes nothing around a subarray in an arena", (operation, functions) => {
    for (const length of [1, 5, ...TAILS]) {
      for (let offset = 0; offset < 4; offset++) {
        const size = (operation.arity + 1) * (length + 20);
        const memory = functions.createArena(size).alloc(size);
        const { inputs, out, check } = sideBySide(operation, functions, memory, length, offset);
        operation.run(functions, inputs, out);
        check();
      }
    }
  }),
];
