/** Promises of arenas, and of calls on arrays in them. */
import { assert, assertSame, assertSameBits, assertThrows } from "./assert.js";
import { normalFloats, placeIn, STAGED } from "./inputs.js";
import { type ContractPromise, ofEveryOperation } from "./operations.js";
import { besideEachOther, insideAndOutside } from "./places.js";

/** Around a vector, groups of vectors, and what is staged at once outside an arena. */
const LENGTHS = [0, 1, 3, 4, 5, 16, 256, 257, 258, 259, 260, STAGED, 2 * STAGED + 7];

/** Longer than what is staged even in an arena, with every tail of a group of vectors. */
const TAILS = Array.from({ length: 17 }, (_, more) => 257 + more);

/** Floats that an array in an arena may take beyond its length. */
const PADDING = 4;

export const arenas: readonly ContractPromise[] = [
  {
    title: "an arena gives arrays of the length asked for, all 0, each at a multiple of 16 bytes, none over another",
    check: ({ createArena }) => {
      const arena = createArena(100);
      const arrays = [3, 0, 5, 16, 1].map((length, k) => {
        const array = arena.alloc(length);
        assertSameBits(array, new Float32Array(length));
        assertSame(array.byteOffset % 16, 0, "the rest of its place");
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
    title: "an arena reports how many floats it holds and how many are taken",
    check: ({ createArena }) => {
      const arena = createArena(10);
      const used = [
        () => {},
        () => arena.alloc(3),
        () => arena.alloc(1), // from the next multiple of 16 bytes
        () => arena.reset(),
      ].map((act) => {
        act();
        return arena.used;
      });
      assertSame(String(used), "0,3,5,0", "what was used");
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
      assertSame(createArena(0).alloc(0).length, 0, "the length in an arena of nothing");
    },
  },
  {
    title: "an arena takes everything back, and never detaches what it gave",
    check: ({ createArena }) => {
      const arena = createArena(10);
      const before = arena.alloc(10).fill(3);
      arena.reset();
      const after = arena.alloc(10);
      assertSameBits(after, before);
      after[0] = 4;
      assertSame(before[0], 4, "what was written to the same place");
    },
  },
  {
    title: "an arena whose memory is transferred keeps it or, in JavaScript, its next use says that it went",
    needs: ["structuredClone"],
    check: ({ createArena, elu, getBackend }) => {
      const arena = createArena(10);
      const array = arena.alloc(5);
      try {
        structuredClone(array, { transfer: [array.buffer as ArrayBuffer] });
      } catch {
        // So says an engine that refuses to transfer WebAssembly's memory, while others copy it.
      }
      assertSame(array.length, getBackend().name.startsWith("wasm") ? 5 : 0, "the length");
      if (array.length > 0) return assertSame(elu(array, { out: array }), array, "the result");
      assertThrows(() => arena.alloc(1), TypeError, "alloc: the arena was transferred with one of its arrays");
      const words = "elu: input must be attached to its memory, got a detached Float32Array";
      assertThrows(() => elu(array), TypeError, words);
    },
  },
  {
    title: "createArena and alloc throw for a length that is none",
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
    title: "createArena throws a RangeError where the memory is not available, with the engine's own as its cause",
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
    title: "an array in an arena of other functions is one like any other",
    check: ({ createArena, elu }, js) => {
      const foreign = placeIn(js.createArena(20), normalFloats(20));
      const expected = elu(foreign.slice());
      assertSameBits(elu(foreign), expected);
      assertSameBits(elu(foreign, { out: createArena(20).alloc(20) }), expected);
    },
  },
  ...ofEveryOperation("gives the same for any operand in an arena or outside", (operation, functions) => {
    for (const length of LENGTHS) {
      const emptyArena = () => functions.createArena((operation.arity + 1) * (length + PADDING));
      for (const { inputs, out, check } of insideAndOutside(operation, functions, length, emptyArena)) {
        assertSame(operation.run(functions, inputs, out), out, "the result");
        check();
      }
    }
  }),
  ...ofEveryOperation("leaves the neighbours of subarrays in an arena as they were", (operation, functions) => {
    for (const length of [1, 5, ...TAILS]) {
      for (let offset = 0; offset < 4; offset++) {
        const size = (operation.arity + 1) * (length + 20);
        const memory = functions.createArena(size).alloc(size);
        const { inputs, out, check } = besideEachOther(operation, functions, memory, length, offset);
        operation.run(functions, inputs, out);
        check();
      }
    }
  }),
];
