import { describe, expect, it } from "vitest";
import { assertSameBits } from "./contract/assert.js";
import { normalFloats } from "./contract/inputs.js";
import { MANY_CHUNKS } from "./contract/pools.js";
import { functionsOn } from "./support/backends.js";
import { poolOfTest, windowLike } from "./support/pools.js";

const { elu } = functionsOn("wasm-simd");

/** An array whose buffer `lose` transfers, like `postMessage` with a list of transfers. */
function detachable(length: number): { array: Float32Array; lose: () => void } {
  const array = new Float32Array(length);
  return { array, lose: () => void structuredClone(array, { transfer: [array.buffer] }) };
}

/** An ArrayBuffer that can be resized, which the types of ES2023 lack. */
function resizable(bytes: number, maxByteLength: number) {
  type Resizable = ArrayBuffer & { resize(bytes: number): void };
  return new (ArrayBuffer as unknown as new (bytes: number, options: object) => Resizable)(bytes, { maxByteLength });
}

/** An array whose buffer `lose` shrinks below the array's length. */
function shrinkable(length: number): { array: Float32Array; lose: () => void } {
  const buffer = resizable(4 * length, 4 * length);
  return { array: new Float32Array(buffer, 0, length), lose: () => buffer.resize(4) };
}

// In a window the calling thread only waits for workers, so the test continues while they compute.
describe.each([
  { when: "while the pool computes", before: 0 },
  { when: "before its call starts", before: 1 },
])("an array that is lost $when", ({ before }) => {
  it.each([
    ...["input", "out"].map((name) => ({ call: "elu", name }) as const),
    ...["gradOutput", "saved", "out"].map((name) => ({ call: "eluBackward", name }) as const),
  ])("rejects $call with an error that names the $name", async ({ call, name }) => {
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

describe("an array whose buffer grows", () => {
  it("is computed at the length that it had when the call was made", async () => {
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
