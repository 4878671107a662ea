import { runInNewContext } from "node:vm";
import * as fc from "fast-check";
import { describe, it } from "vitest";
import { assertSame, assertSameBits } from "./contract/assert.js";
import { copies, normalFloats } from "./contract/inputs.js";
import { operations } from "./contract/operations.js";
import { onEveryOperation } from "./support/backends.js";
import { poolKinds } from "./support/pools.js";

/** Takes a length, and reorders nothing: as vectors and matrices of libraries. */
class Vector extends Float32Array {
  override set() {
    throw new Error("called set");
  }
  override subarray(): never {
    throw new Error("called subarray");
  }
  override slice(): never {
    throw new Error("called slice");
  }
}

const ForeignFloat32Array: Float32ArrayConstructor = runInNewContext("Float32Array");
const ForeignVector: Float32ArrayConstructor = runInNewContext(
  "(class Vector extends Float32Array { get length() { throw new Error('asked for length'); } })",
);
const ForeignArrayBuffer: ArrayBufferConstructor = runInNewContext("ArrayBuffer");
const ResizableArrayBuffer = ArrayBuffer as unknown as new (bytes: number, options: object) => ArrayBuffer;

const anyClass = fc.constantFrom(Float32Array, Vector, ForeignFloat32Array, ForeignVector);
const anyMemory = fc.constantFrom<(bytes: number) => ArrayBufferLike>(
  (bytes) => new ArrayBuffer(bytes),
  (bytes) => new SharedArrayBuffer(bytes),
  (bytes) => new ForeignArrayBuffer(bytes),
  (bytes) => new ResizableArrayBuffer(bytes, { maxByteLength: 2 * bytes }),
);

/** Up to three arrays of any classes, somewhere in one memory of any kind. */
const MOST = 6000;
const anyArrays = fc.nat({ max: MOST }).chain((length) =>
  fc.record({
    length: fc.constant(length),
    memory: anyMemory,
    places: fc.array(fc.record({ ArrayClass: anyClass, start: fc.nat({ max: MOST - length }) }), {
      minLength: 3,
      maxLength: 3,
    }),
  }),
);

/** The arrays, the plain ones over the same floats, and all floats of the memory. */
function make({ length, memory, places }: typeof anyArrays extends fc.Arbitrary<infer T> ? T : never, arity: number) {
  const all = new Float32Array(memory(4 * MOST));
  all.set(normalFloats(MOST));
  const views = (ofPlace: (typeof places)[number]["ArrayClass"][]) =>
    places.map(({ start }, k) => new ofPlace[k](all.buffer as ArrayBuffer, 4 * start, length));
  const arrays = views(places.map(({ ArrayClass }) => ArrayClass));
  const plain = views(places.map(() => Float32Array));
  return {
    all,
    inputs: arrays.slice(0, arity),
    out: arrays[2],
    plain: plain.slice(0, arity),
    outStart: places[2].start,
  };
}

onEveryOperation(({ arity, run }, functions) => {
  it("takes arrays of any class, realm and memory as the floats that they hold", () => {
    fc.assert(
      fc.property(anyArrays, (any) => {
        const { all, inputs, out, plain, outStart } = make(any, arity);
        const result = run(functions, copies(plain));
        const expected = new Float32Array(all);
        expected.set(result, outStart);
        assertSameBits(run(functions, inputs), result, "a new array:");
        assertSame(run(functions, inputs, out), out, "the result");
        assertSameBits(new Float32Array(all), expected, "out:");
      }),
      { numRuns: 30 },
    );
  });
});

describe.each(poolKinds)("on $title", ({ open, functions }) => {
  it("arrays of any class, realm and memory are the floats that they hold", async () => {
    const pool = await open();
    await fc.assert(
      fc.asyncProperty(anyArrays, fc.constantFrom(...operations), async (any, { arity, run }) => {
        const { all, inputs, out, plain, outStart } = make(any, arity);
        const expected = new Float32Array(all);
        expected.set(run(functions, copies(plain)), outStart);
        assertSame(await run(pool, inputs, out), out, "the result");
        assertSameBits(new Float32Array(all), expected, "out:");
      }),
      { numRuns: 60 },
    );
    await pool.close();
  });
});
