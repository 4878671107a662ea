import { describe, expect, it } from "vitest";
import { assertSameBits } from "./contract/assert.js";
import { normalFloats } from "./contract/inputs.js";
import { MANY_CHUNKS } from "./contract/pools.js";
import { functionsOn } from "./support/backends.js";
import { poolOfTest, windowLike } from "./support/pools.js";

const { elu } = functionsOn("wasm-simd");

/** Takes its memory away from an array, as `postMessage` with a list of transfers does. */
function detach(array: Float32Array): void {
  structuredClone(array, { transfer: [array.buffer as ArrayBuffer] });
}

/** An array over memory that can shrink, which TypeScript's library of this year does not tell of. */
function shrinkable(length: number): { array: Float32Array; shrink: () => void } {
  const ResizableArrayBuffer = ArrayBuffer as unknown as new (bytes: number, options: object) => ArrayBuffer;
  const buffer = new ResizableArrayBuffer(4 * length, { maxByteLength: 4 * length });
  return {
    array: new Float32Array(buffer, 0, length),
    shrink: () => (buffer as unknown as { resize(bytes: number): void }).resize(4),
  };
}

// In a window the calling thread waits for workers from the start, so that the test goes on while they compute.
describe.each([
  { when: "while the pool computes", before: 0 },
  { when: "before its turn comes", before: 1 },
])("an array that is lost $when", ({ before }) => {
  it.each(["input", "out"] as const)("rejects the call, which names the %s", async (name) => {
    const pool = await poolOfTest(windowLike, { threads: 1 });
    for (let k = 0; k < before; k++) void pool.elu(normalFloats(MANY_CHUNKS));
    const arrays = { input: normalFloats(MANY_CHUNKS), out: new Float32Array(MANY_CHUNKS) };
    const call = pool.elu(arrays.input, { out: arrays.out });
    detach(arrays[name]);
    await expect(call).rejects.toThrow(new TypeError(`${name} was detached or shrunk before the call was done`));
    assertSameBits(await pool.elu(normalFloats(MANY_CHUNKS)), elu(normalFloats(MANY_CHUNKS)));
  });

  it.each(["gradOutput", "saved", "out"] as const)("rejects a gradient, which names the %s", async (name) => {
    const pool = await poolOfTest(windowLike, { threads: 1 });
    for (let k = 0; k < before; k++) void pool.elu(normalFloats(MANY_CHUNKS));
    const lost = shrinkable(MANY_CHUNKS);
    const whole = () => normalFloats(MANY_CHUNKS);
    const arrays: Record<"gradOutput" | "saved" | "out", Float32Array> = {
      ...{ gradOutput: whole(), saved: whole(), out: whole() },
      [name]: lost.array,
    };
    const call = pool.eluBackward(arrays.gradOutput, arrays.saved, { out: arrays.out });
    lost.shrink();
    await expect(call).rejects.toThrow(new TypeError(`${name} was detached or shrunk before the call was done`));
  });
});

describe("an array whose memory grows", () => {
  it("is taken as long as it was when the call was made", async () => {
    const pool = await poolOfTest(windowLike, { threads: 1 });
    const ResizableArrayBuffer = ArrayBuffer as unknown as new (bytes: number, options: object) => ArrayBuffer;
    const buffer = new ResizableArrayBuffer(4 * MANY_CHUNKS, { maxByteLength: 8 * MANY_CHUNKS });
    const growing = new Float32Array(buffer);
    growing.set(normalFloats(MANY_CHUNKS));
    const calls = [pool.elu(growing), pool.elu(growing, { out: growing })];
    (buffer as unknown as { resize(bytes: number): void }).resize(8 * MANY_CHUNKS);
    const expected = elu(normalFloats(MANY_CHUNKS));
    assertSameBits(await calls[0], expected);
    await calls[1];
    assertSameBits(growing.slice(0, MANY_CHUNKS), expected);
  });
});
