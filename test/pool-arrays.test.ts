import { describe, expect, it } from "vitest";
import { assertSameBits } from "./contract/assert.js";
import { normalFloats } from "./contract/inputs.js";
import { MANY_CHUNKS } from "./contract/pools.js";
import { functionsOn } from "./support/backends.js";
import { poolOfTest, windowLike } from "./support/pools.js";

const { elu } = functionsOn("wasm-simd");

/** An array that loses its memory as `postMessage` with a list of transfers takes it. */
function detachable(length: number): { array: Float32Array; lose: () => void } {
  const array = new Float32Array(length);
  return { array, lose: () => void structuredClone(array, { transfer: [array.buffer] }) };
}

/** A buffer that can be resized, which TypeScript's library of this year does not know. */
function resizable(bytes: number, maxByteLength: number) {
  type Resizable = ArrayBuffer & { resize(bytes: number): void };
  return new (ArrayBuffer as unknown as new (bytes: number, options: object) => Resizable)(bytes, { maxByteLength });
}

/** An array over memory that shrinks below its length. */
function shrinkable(length: number): { array: Float32Array; lose: () => void } {
  const buffer = resizable(4 * length, 4 * length);
  return { array: new Float32Array(buffer, 0, length), lose: () => buffer.resize(4) };
}

// In a window the calling thread waits for workers from the start, so that the test goes on while they compute.
describe.each([
  { when: "while the pool computes", before: 0 },
  { when: "before its turn comes", before: 1 },
])("an array that is lost $when", ({ before }) => {
  it.each([
    ...["input", "out"].map((name) => ({ call: "elu", name }) as const),
    ...["gradOutput", "saved", "out"].map((name) => ({ call: "eluBackward", name }) as const),
  ])("rejects $call, which names the $name", async ({ call, name }) => {
    for (const { array, lose } of [detachable(MANY_CHUNKS), shrinkable(MANY_CHUNKS)]) {
      const pool = await poolOfTest(windowLike, { threads: 1 });
      for (let k = 0; k < before; k++) void pool.elu(normalFloats(MANY_CHUNKS));
      const of = (argument: string) => (argument === name ? array : normalFloats(MANY_CHUNKS));
      const result =
        call === "elu"
          ? pool.elu(of("input"), { out: of("out") })
          : pool.eluBackward(of("gradOutput"), of("saved"), { out: of("out") });
      lose();
      await expect(result).rejects.toThrow(new TypeError(`${name} was detached or shrunk before the call was done`));
      assertSameBits(await pool.elu(normalFloats(MANY_CHUNKS)), elu(normalFloats(MANY_CHUNKS)));
    }
  });
});

describe("an array whose memory grows", () => {
  it("is taken as long as it was when the call was made", async () => {
    const pool = await poolOfTest(windowLike, { threads: 1 });
    const buffer = resizable(4 * MANY_CHUNKS, 8 * MANY_CHUNKS);
    const growing = new Float32Array(buffer);
    growing.set(normalFloats(MANY_CHUNKS));
    const calls = [pool.elu(growing), pool.elu(growing, { out: growing })];
    buffer.resize(8 * MANY_CHUNKS);
    const expected = elu(normalFloats(MANY_CHUNKS));
    assertSameBits(await calls[0], expected);
    await calls[1];
    assertSameBits(growing.slice(0, MANY_CHUNKS), expected);
  });
});
