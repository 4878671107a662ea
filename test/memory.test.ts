import { describe, expect, it } from "vitest";
import * as exact from "../src/exact.js";
import * as eluSimd from "../src/index.js";
import * as relaxed from "../src/relaxed.js";
import { assertSameBits } from "./contract/assert.js";
import { inputsOf } from "./contract/inputs.js";
import { operations } from "./contract/operations.js";
import { overlapping, sideBySide } from "./contract/places.js";

const ENTRY_POINTS = { "elu-simd": eluSimd, "elu-simd/exact": exact, "elu-simd/relaxed": relaxed };

/** Longer than arrays that are always staged, around groups of vectors, and longer than a block of the staging area. */
const LENGTHS = [257, 272, 287, 4099];

const PAGE_FLOATS = 16_384;

describe.each(Object.entries(ENTRY_POINTS))("createElu({ memory }) of %s", (_, { createElu }) => {
  describe.each([false, true])("with shared memory: %s", (shared) => {
    const create = () => new WebAssembly.Memory({ initial: 2, maximum: 4, shared });

    it.each(operations)("$title computes at any length and offset, and writes only its result", (operation) => {
      const memory = create();
      const functions = createElu({ memory });
      const floats = new Float32Array(memory.buffer, 0, 30_000);
      for (const length of LENGTHS) {
        for (const offset of [1, 3, 16]) {
          const { inputs, out, check } = sideBySide(operation, functions, floats, length, offset);
          operation.run(functions, inputs, out);
          check();
        }
      }
    });

    it.each(operations)("$title computes in place and on overlapping arrays", (operation) => {
      const memory = create();
      const functions = createElu({ memory });
      for (const shift of [1, 93]) {
        const floats = new Float32Array(memory.buffer, 12, 1000);
        for (const { inputs, out, check } of overlapping(operation, functions, floats, shift)) {
          operation.run(functions, inputs, out);
          check();
        }
      }
    });

    it("computes in the memory after it has grown", () => {
      const memory = create();
      const { elu } = createElu({ memory });
      const [x] = inputsOf(1, 1000);
      const before = new Float32Array(memory.buffer, 0, 1000);
      memory.grow(1);
      if (!shared) expect(() => elu(before)).toThrow(/^elu: input must be attached to its memory/);
      const after = new Float32Array(memory.buffer, 8 * PAGE_FLOATS, 1000);
      after.set(x);
      assertSameBits(elu(after, { out: after }), elu(x));
    });

    it("writes nothing to the memory when it is created, and nothing in calls with other arrays", () => {
      const memory = create();
      const words = new Uint32Array(memory.buffer).fill(0xdeadbeef);
      const { elu, createArena } = createElu({ memory });
      const inside = new Float32Array(memory.buffer, 64, 5000);
      const [x] = inputsOf(1, 5000);
      elu(inside, { out: createArena(5000).alloc(5000) });
      elu(x);
      expect(words.every((word) => word === 0xdeadbeef)).toBe(true);
      elu(x, { out: inside });
      assertSameBits(inside, elu(x));
      expect(words.subarray(0, 16).every((word) => word === 0xdeadbeef)).toBe(true);
    });
  });

  it("takes arrays of the memory like other arrays in JavaScript", () => {
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { elu } = createElu({ memory, backend: "js" });
    const x = new Float32Array(memory.buffer, 4, 300).fill(-1);
    assertSameBits(elu(x, { out: x }), elu(new Float32Array(300).fill(-1)));
  });
});

describe("a memory of 64-bit addresses", () => {
  it("is refused, and stays attached", () => {
    // Memories of 64-bit addresses take a BigInt in grow, and throw a RangeError for too many pages.
    const memory = new WebAssembly.Memory({ initial: 1 });
    const floats = new Float32Array(memory.buffer);
    Object.defineProperty(memory, "grow", {
      value: () => {
        throw new RangeError("too many pages");
      },
    });
    expect(() => eluSimd.createElu({ memory })).toThrow(
      new TypeError("createElu: memory must be a WebAssembly.Memory of 32-bit addresses, got 64-bit addresses"),
    );
    expect(floats.length).toBe(PAGE_FLOATS);
  });
});
