import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as core from "../../src/index.js";
import { registerElu } from "../../src/tfjs.js";
import { assertSameBits } from "../contract/assert.js";
import { normalFloats } from "../contract/inputs.js";
import { floatsIn, useBackend } from "./backends.js";

await useBackend("wasm");

interface WasmBackend {
  wasm: { HEAPU8: Uint8Array; asm?: object; _malloc(bytes: number): number; _free(address: number): void };
  numDataIds(): number;
}

const backend = () => tf.backend() as unknown as WasmBackend;
const { elu, unregister } = registerElu(tf);
const alpha = Math.fround(0.3);

/** What each gives on tensors, and what the functions of the package give for the same floats. */
const OPERATIONS: [
  string,
  (x: tf.Tensor, dy: tf.Tensor) => tf.Tensor,
  (x: Float32Array, dy: Float32Array) => Float32Array,
][] = [
  ["elu(x, 0.3)", (x) => elu(x, 0.3), (x) => core.elu(x, { alpha })],
  ["elu(x)", (x) => elu(x), (x) => core.elu(x)],
  ["tf.elu", (x) => tf.elu(x), (x) => core.elu(x)],
  ["tf.selu", (x) => tf.selu(x), (x) => core.selu(x)],
  [
    "the gradient of elu(x, 0.3)",
    (x, dy) => tf.grad((x) => elu(x, 0.3))(x, dy),
    (x, dy) => core.eluBackward(dy, x, { alpha }),
  ],
  [
    "the gradient of tf.elu",
    (x, dy) => tf.grad((x) => tf.elu(x))(x, dy),
    (x, dy) => core.elu(x).map((y, i) => (y > 0 ? dy[i] : dy[i] * (y + 1))), // the backend's own, rounded once
  ],
];

beforeEach(() => void registerElu(tf));
afterEach(() => unregister());

describe.each(OPERATIONS)("on the wasm backend, %s", (_, run, exact) => {
  it("has the bits of this package and writes nothing else into its memory, at every length from 0 to 67", () => {
    expect(registerElu(tf).getBackend()).toEqual({ name: "wasm", kernels: "in-place", reason: undefined });
    tf.tidy(() => void run(tf.tensor1d([-1]), tf.tensor1d([1]))); // TensorFlow.js' first one fails under guards
    const guards = new Guards(backend().wasm);
    for (let length = 0; length <= 67; length++) {
      const before = [normalFloats(length, 1 + length), normalFloats(length, 100 + length)];
      const [x, dy] = before.map((floats) => tf.tensor1d(floats));
      assertSameBits(floatsIn(run(x, dy)), exact(before[0], before[1]));
      assertSameBits(x.dataSync() as Float32Array, before[0]);
      assertSameBits(dy.dataSync() as Float32Array, before[1]);
      expect(guards.areWhole(), `length ${length}`).toBe(true);
      tf.dispose([x, dy]);
    }
    expect(guards.placed).toBeGreaterThan(68);
    guards.remove();
  });

  it("leaves no tensor and no data behind", () => {
    const [x, dy] = [tf.tensor1d(normalFloats(67)), tf.tensor1d(normalFloats(67, 2))];
    run(x, dy).dispose();
    const [tensors, data] = [tf.memory().numTensors, backend().numDataIds()];
    for (let k = 0; k < 10; k++) run(x, dy).dispose();
    expect([tf.memory().numTensors, backend().numDataIds()]).toEqual([tensors, data]);
    tf.dispose([x, dy]);
  });

  it("is right right after the memory has grown", () => {
    const floats = normalFloats(1_000_003);
    const [x, dy] = [tf.tensor1d(floats), tf.tensor1d(normalFloats(1_000_003, 2))];
    const { buffer } = backend().wasm.HEAPU8;
    const results: tf.Tensor[] = [];
    while (backend().wasm.HEAPU8.buffer === buffer) results.push(run(x, dy));
    assertSameBits(floatsIn(results[results.length - 1]), exact(floats, dy.dataSync() as Float32Array));
    tf.dispose([x, dy, ...results.slice(0, -1)]);
  });
});

describe("the wasm backend", () => {
  it("computes over the memory of a backend that was made anew", async () => {
    const old = tf.backend();
    const factory = tf.findBackendFactory("wasm");
    tf.removeBackend("wasm");
    tf.registerBackend("wasm", factory, 2);
    await useBackend("wasm");
    expect(tf.backend()).not.toBe(old);
    const input = normalFloats(1001);
    assertSameBits(floatsIn(elu(input, 0.3)), core.elu(input, { alpha }));
    expect(registerElu(tf).getBackend().kernels).toBe("in-place");
  });

  it.each<[string, (wasm: WasmBackend["wasm"]) => WasmBackend["wasm"]]>([
    ["does not expose its memory", (wasm) => ({ ...wasm, asm: {} })],
    ["exposes another memory", (wasm) => ({ ...wasm, asm: { memory: new WebAssembly.Memory({ initial: 1000 }) } })],
  ])("that %s gets the same bits through copies, and the reason", async (_, spoil) => {
    const factory = tf.findBackendFactory("wasm");
    tf.removeBackend("wasm");
    tf.registerBackend("wasm", factory, 2);
    await useBackend("wasm");
    const spoilt = backend();
    const { wasm } = spoilt;
    spoilt.wasm = spoil(wasm);
    const reason = "the wasm backend does not expose its memory";
    expect(registerElu(tf).getBackend()).toEqual({ name: "wasm", kernels: "copying", reason });
    spoilt.wasm = wasm;
    for (const length of [0, 3, 67, 5000]) {
      const [x, dy] = [normalFloats(length), normalFloats(length, 2)];
      for (const [name, run, exact] of OPERATIONS) {
        if (name === "tf.elu" || name === "the gradient of tf.elu") continue; // the backend's own
        assertSameBits(floatsIn(tf.tidy(() => run(tf.tensor1d(x), tf.tensor1d(dy)))), exact(x, dy), name);
      }
    }
    expect(floatsIn(tf.elu([-1e-12]))[0]).toBe(Math.fround(-1e-12));
    tf.removeBackend("wasm");
    tf.registerBackend("wasm", factory, 2);
    await useBackend("wasm");
  });
});

const GUARD_BYTES = 64;

/** Bytes on both sides of whatever the backend's allocator gives from now on. */
class Guards {
  readonly #wasm: WasmBackend["wasm"];
  readonly #allocator: Pick<WasmBackend["wasm"], "_malloc" | "_free">;
  /** Of what is in use, by its address. */
  readonly #sizes = new Map<number, number>();
  #areWhole = true;
  placed = 0;

  constructor(wasm: WasmBackend["wasm"]) {
    const { _malloc, _free } = wasm;
    this.#wasm = wasm;
    this.#allocator = { _malloc, _free };
    wasm._malloc = (bytes) => {
      const address = _malloc(bytes + 2 * GUARD_BYTES) + GUARD_BYTES;
      this.#sizes.set(address, bytes);
      for (const guard of this.#guardsOf(address)) guard.fill(0xa5);
      this.placed++;
      return address;
    };
    wasm._free = (address) => {
      if (!this.#sizes.has(address)) return _free(address); // from before
      this.#check(address);
      this.#sizes.delete(address);
      _free(address - GUARD_BYTES);
    };
  }

  areWhole(): boolean {
    for (const address of this.#sizes.keys()) this.#check(address);
    return this.#areWhole;
  }

  remove(): void {
    Object.assign(this.#wasm, this.#allocator);
  }

  #guardsOf(address: number): Uint8Array[] {
    const end = address + (this.#sizes.get(address) as number);
    const { HEAPU8 } = this.#wasm;
    return [HEAPU8.subarray(address - GUARD_BYTES, address), HEAPU8.subarray(end, end + GUARD_BYTES)];
  }

  #check(address: number): void {
    for (const guard of this.#guardsOf(address)) this.#areWhole &&= guard.every((byte) => byte === 0xa5);
  }
}
