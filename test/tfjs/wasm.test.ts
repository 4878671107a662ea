import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OPERATIONS } from "../../harness/tensorflow/operations.js";
import { registerElu } from "../../src/tfjs.js";
import { assertSameBits } from "../contract/assert.js";
import { normalFloats } from "../contract/inputs.js";
import { floatsIn, useBackend } from "./backends.js";

await useBackend("wasm");

interface WasmBackend {
  wasm: { HEAPU8: Uint8Array; asm?: object; _malloc(bytes: number): number; _free(address: number): void };
}

const backend = () => tf.backend() as unknown as WasmBackend;
const { elu, unregister } = registerElu(tf);

beforeEach(() => void registerElu(tf));
afterEach(() => unregister());

async function recreateBackend(): Promise<void> {
  const factory = tf.findBackendFactory("wasm");
  tf.removeBackend("wasm");
  tf.registerBackend("wasm", factory, 2);
  await useBackend("wasm");
}

describe.each(OPERATIONS)("on the wasm backend, $name", ({ ours, byPackage }) => {
  const run = (x: tf.Tensor, dy: tf.Tensor) => tf.tidy(() => ours(tf, x, elu, dy));

  it("has the bits of this package and writes only the result into memory, at every length from 0 to 67", () => {
    run(tf.tensor1d([-1]), tf.tensor1d([1])); // TensorFlow.js' first call fails with guards
    const endGuard = guardMemory(backend().wasm);
    for (let length = 0; length <= 67; length++) {
      const before = [normalFloats(length, 1 + length), normalFloats(length, 100 + length)];
      const [x, dy] = before.map((floats) => tf.tensor1d(floats));
      assertSameBits(floatsIn(run(x, dy)), byPackage(before[0], before[1]));
      assertSameBits(x.dataSync() as Float32Array, before[0]);
      assertSameBits(dy.dataSync() as Float32Array, before[1]);
      tf.dispose([x, dy]);
    }
    const { allocations, guardsUnchanged } = endGuard();
    expect(allocations).toBeGreaterThan(3 * 67);
    expect(guardsUnchanged).toBe(true);
  });

  it("has the bits of this package directly after the memory has grown", () => {
    const floats = normalFloats(1_000_003);
    const [x, dy] = [tf.tensor1d(floats), tf.tensor1d(normalFloats(1_000_003, 2))];
    const { buffer } = backend().wasm.HEAPU8;
    const results: tf.Tensor[] = [];
    while (backend().wasm.HEAPU8.buffer === buffer) results.push(run(x, dy));
    assertSameBits(floatsIn(results[results.length - 1]), byPackage(floats, dy.dataSync() as Float32Array));
    tf.dispose([x, dy, ...results.slice(0, -1)]);
  });
});

describe("the wasm backend", () => {
  it("computes in the memory of a recreated backend", async () => {
    const old = tf.backend();
    await recreateBackend();
    expect(tf.backend()).not.toBe(old);
    for (const { ours, byPackage } of OPERATIONS) {
      const [x, dy] = [normalFloats(1001), normalFloats(1001, 2)];
      assertSameBits(floatsIn(tf.tidy(() => ours(tf, tf.tensor1d(x), elu, tf.tensor1d(dy)))), byPackage(x, dy));
    }
    expect(registerElu(tf).getBackend().kernels).toBe("in-place");
  });

  it.each<[string, (wasm: WasmBackend["wasm"]) => WasmBackend["wasm"]]>([
    ["does not expose its memory", (wasm) => ({ ...wasm, asm: {} })],
    ["exposes another memory", (wasm) => ({ ...wasm, asm: { memory: new WebAssembly.Memory({ initial: 1000 }) } })],
  ])("that %s computes the same bits on copies, and reports the reason", async (_, spoil) => {
    await recreateBackend();
    const spoilt = backend();
    const { wasm } = spoilt;
    spoilt.wasm = spoil(wasm);
    const reason = "the wasm backend does not expose its memory";
    expect(registerElu(tf).getBackend()).toEqual({ name: "wasm", kernels: "copying", reason });
    spoilt.wasm = wasm;
    for (const length of [0, 3, 67, 5000]) {
      const [x, dy] = [normalFloats(length), normalFloats(length, 2)];
      for (const { name, ours, byPackage } of OPERATIONS) {
        if (name === "tf.elu(x)") continue; // the backend's own kernel
        assertSameBits(floatsIn(tf.tidy(() => ours(tf, tf.tensor1d(x), elu, tf.tensor1d(dy)))), byPackage(x, dy), name);
      }
    }
    expect(floatsIn(tf.elu([-1e-12]))[0]).toBe(Math.fround(-1e-12));
    await recreateBackend();
  });
});

const [BLOCK, GUARD, FILL] = [2 ** 22, 64, 0xa5];

/**
 * Makes the backend allocate from one filled block, with guards between the allocations. The returned function restores
 * the backend's allocator, and returns the number of allocations and whether the guards are unchanged.
 */
function guardMemory(wasm: WasmBackend["wasm"]): () => { allocations: number; guardsUnchanged: boolean } {
  const { _malloc, _free } = wasm;
  const block = _malloc(BLOCK);
  const bytesOfBlock = () => wasm.HEAPU8.subarray(block, block + BLOCK);
  bytesOfBlock().fill(FILL);
  const allocations: [start: number, end: number][] = [];
  let next = GUARD;
  wasm._malloc = (bytes) => {
    const start = next;
    allocations.push([start, start + bytes]);
    next += 16 * Math.ceil(bytes / 16) + GUARD;
    return block + start;
  };
  wasm._free = () => {};
  return () => {
    const bytes = bytesOfBlock().slice();
    for (const [start, end] of allocations) bytes.fill(FILL, start, end);
    Object.assign(wasm, { _malloc, _free });
    _free(block);
    return { allocations: allocations.length, guardsUnchanged: bytes.every((byte) => byte === FILL) };
  };
}
