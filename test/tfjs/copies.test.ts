/** Several copies of TensorFlow.js or of the adapter, and backends that are registered after the adapter. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createContext, runInContext } from "node:vm";
import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import * as core from "../../src/index.js";
import * as adapter from "../../src/tfjs.js";
import { assertSameBits } from "../contract/assert.js";
import { normalFloats } from "../contract/inputs.js";
import { floatsIn, useBackend } from "./backends.js";

const { resolve, cache } = createRequire(import.meta.url);
const require = createRequire(import.meta.url);
await useBackend("cpu");

const kernels = () => ["cpu", "wasm", "webgl"].flatMap((backend) => tf.getKernelsForBackend(backend));
const entries = () => [...kernels(), ...["EluAlpha", "EluAlphaGrad", "Elu"].map((name) => tf.getGradient(name))];

/** The registry's entries before a test. A Set, because an entry that was removed and restored comes last. */
let before: Set<unknown>;

/** Loads another copy of the adapter, as a hot reload does, or `require` after `import`. */
async function loadAgain(): Promise<typeof adapter> {
  vi.resetModules();
  const again = await import("../../src/tfjs.js");
  expect(again.registerElu).not.toBe(adapter.registerElu);
  return again;
}

/** Loads another copy of TensorFlow.js in this realm. It warns, because its backends register their kernels again. */
function loadTensorFlowAgain(): typeof tf {
  const loaded = Object.keys(cache).filter((file) => file.includes("@tensorflow"));
  const modules = loaded.map((file) => [file, cache[file]] as const);
  for (const file of loaded) delete cache[file];
  const quiet = vi.spyOn(console, "warn").mockReturnValue();
  const copy = require("@tensorflow/tfjs") as typeof tf;
  quiet.mockRestore();
  for (const file of Object.keys(cache)) if (file.includes("@tensorflow")) delete cache[file];
  for (const [file, module] of modules) cache[file] = module;
  expect(copy.Tensor).not.toBe(tf.Tensor);
  return copy;
}

let warn: MockInstance<typeof console.warn>;
beforeEach(() => {
  before = new Set(entries());
  warn = vi.spyOn(console, "warn");
});
afterEach(() => {
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

describe("the adapter, loaded twice", () => {
  it("registers once, and can be unregistered by either copy", async () => {
    const first = adapter.registerElu(tf);
    const registered = entries();
    const again = await loadAgain();
    expect(again.registerElu(tf)).toBe(first);
    expect(entries()).toEqual(registered);
    again.registerElu(tf).unregister();
    expect(new Set(entries())).toEqual(before);
    expect(adapter.registerElu(tf)).not.toBe(first);
    adapter.registerElu(tf).unregister();
    expect(new Set(entries())).toEqual(before);
  });
});

describe("two copies of TensorFlow.js in a page", () => {
  it("share kernels, have separate layers, and restore everything when both are unregistered", () => {
    const copy = loadTensorFlowAgain();
    const originals = new Set(entries());
    const originalLayers = [tf, copy].map(({ layers }) => layers.elu({}).constructor);
    const registrations = [adapter.registerElu(tf), adapter.registerElu(copy)];
    expect(registrations[0]).not.toBe(registrations[1]);

    const input = normalFloats(100);
    for (const [k, { elu, ELU }] of registrations.entries()) {
      const { tidy, tensor1d, grad } = [tf, copy][k];
      assertSameBits(floatsIn(tidy(() => elu(tensor1d(input), 0.3))), core.elu(input, { alpha: 0.3 }));
      assertSameBits(
        floatsIn(tidy(() => grad((x) => elu(x, 0.3))(tensor1d(input)))),
        core.eluBackward(new Float32Array(100).fill(1), input, { alpha: 0.3 }),
      );
      expect(ELU({ alpha: 2 })).toBeInstanceOf([tf, copy][k].layers.Layer);
    }
    // Each copy accepts tensors of the other.
    assertSameBits(floatsIn(registrations[1].elu(tf.tensor1d(input), 0.3)), core.elu(input, { alpha: 0.3 }));

    registrations[0].unregister();
    assertSameBits(floatsIn(tf.elu(input)), core.elu(input));
    registrations[1].unregister();
    expect(new Set(entries())).toEqual(originals);
    expect([tf, copy].map(({ layers }) => layers.elu({}).constructor)).toEqual(originalLayers);
  });
});

describe("a backend that is registered after registerElu", () => {
  it("gets our kernels when registerElu is called again, and its own back from unregister", () => {
    const original = tf.getKernel("Elu", "wasm");
    tf.unregisterKernel("Elu", "wasm");
    const registration = adapter.registerElu(tf);
    expect(tf.getKernel("Elu", "wasm")).toBeUndefined();
    const own = { kernelName: "Elu", backendName: "wasm", kernelFunc: () => expect.fail("not called") };
    tf.registerKernel(own); // as importing @tensorflow/tfjs-backend-wasm does
    expect(adapter.registerElu(tf)).toBe(registration);
    expect(tf.getKernel("Elu", "wasm")).not.toBe(own);
    registration.unregister();
    expect(tf.getKernel("Elu", "wasm")).toBe(own);
    tf.unregisterKernel("Elu", "wasm");
    tf.registerKernel(original);
    expect(new Set(entries())).toEqual(before);
  });
});

describe("TensorFlow.js of another realm, such as a frame", () => {
  const realm = createContext({ console, setTimeout, clearTimeout, performance });
  runInContext("globalThis.self = globalThis; globalThis.window = globalThis; globalThis.document = {}", realm);
  runInContext(readFileSync(resolve("@tensorflow/tfjs/dist/tf.min.js"), "utf8"), realm);
  const foreign = (realm as unknown as { tf: typeof tf }).tf;

  it("computes on its cpu backend, also in layers with a fused activation", async () => {
    await foreign.setBackend("cpu");
    const { elu, ELU, unregister } = adapter.registerElu(foreign);
    const input = runInContext("Float32Array.of(-1, -0.5, 0, 2)", realm) as Float32Array;
    expect(input).not.toBeInstanceOf(Float32Array);
    const floats = Float32Array.of(-1, -0.5, 0, 2);
    const read = (tensor: tf.Tensor) => Float32Array.from(tensor.dataSync());
    const x = foreign.tensor1d(input);

    assertSameBits(read(elu(x, 0.3)), core.elu(floats, { alpha: 0.3 }));
    assertSameBits(read(foreign.elu(x)), core.elu(floats));
    assertSameBits(read(foreign.selu(x)), core.selu(floats));
    assertSameBits(
      read(foreign.grad((x) => elu(x, 0.3))(x)),
      core.eluBackward(new Float32Array(4).fill(1), floats, { alpha: 0.3 }),
    );
    const fused = foreign.fused.matMul({ a: x.reshape([4, 1]), b: foreign.ones([1, 1]), activation: "elu" });
    assertSameBits(read(fused), core.elu(floats));
    expect(Array.from(read(ELU({ alpha: 2 }).apply(x) as tf.Tensor))).toEqual([...core.elu(floats, { alpha: 2 })]);
    expect(foreign.layers.elu({ alpha: 2 }).getConfig()).toMatchObject({ alpha: 2 }); // writable in tf.min.js
    unregister();
    expect(() => foreign.layers.elu({ alpha: 2 })).toThrow("Non-default alpha value (2)");
  });
});
