import * as tf from "@tensorflow/tfjs";
import { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu";
import * as core from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OPERATIONS } from "../../harness/tensorflow/operations.js";
import * as functions from "../../src/index.js";
import { registerElu } from "../../src/tfjs.js";
import { assertSameBits } from "../contract/assert.js";
import { normalFloats } from "../contract/inputs.js";
import { floatsIn, useBackend } from "./backends.js";

await useBackend("cpu");

describe("after registration, the cpu backend", () => {
  let unregister: () => void;
  beforeEach(() => {
    ({ unregister } = registerElu(tf));
  });
  afterEach(() => unregister());

  it.each(OPERATIONS)("computes $name with the bits of this package, and does not change the inputs", (operation) => {
    const [input, dy] = [normalFloats(5000), normalFloats(5000, 2)];
    const inputs = [input, dy].map((floats) => tf.tensor1d(floats.slice()));
    const { elu } = registerElu(tf);
    const result = tf.tidy(() => operation.ours(tf, inputs[0], elu, inputs[1]));
    assertSameBits(floatsIn(result), operation.byPackage(input, dy));
    assertSameBits(floatsIn(inputs[0]), input);
    assertSameBits(floatsIn(inputs[1]), dy);
  });

  it("computes tensors cast from int32 or bool, of which the backend changes only the dtype", () => {
    const ints = tf.tensor1d([-1, 2], "int32");
    const bools = tf.tensor1d([true, false], "bool");
    assertSameBits(floatsIn(tf.elu(tf.cast(ints, "float32"))), functions.elu(Float32Array.of(-1, 2)));
    assertSameBits(floatsIn(tf.selu(tf.cast(bools, "float32"))), functions.selu(Float32Array.of(1, 0)));
    expect(Array.from(ints.dataSync())).toEqual([-1, 2]);
    tf.dispose([ints, bools]);
  });

  it("leaves tensors of other dtypes to TensorFlow.js", () => {
    const run = () => {
      const y = tf.selu(tf.tensor1d([-2, 3], "int32"));
      const { dtype } = y;
      return { dtype, values: Array.from(floatsIn(y)) };
    };
    const registered = run();
    expect(registered.dtype).toBe("int32");
    expect(() => tf.selu(tf.complex([1], [1]))).toThrow("complex64");
    expect(() => tf.elu(tf.tensor1d([1], "int32"))).toThrow("float32");
    unregister();
    expect(registered).toEqual(run());
  });

  describe("in layers whose activation is fused", () => {
    const x = tf.randomNormal([3, 8, 8, 4], 0, 1, "float32", 1);
    const kernel = tf.randomNormal([2, 2, 4, 4], 0, 1, "float32", 2);
    const bias = tf.randomNormal([4], 0, 1, "float32", 3);
    const matrix = tf.randomNormal([4, 4], 0, 1, "float32", 4);

    it.each<[string, (activation: "elu" | "linear" | "relu") => tf.Tensor]>([
      ["matMul", (activation) => tf.fused.matMul({ a: x.reshape([-1, 4]), b: matrix, bias, activation })],
      ["matMul without a bias", (activation) => tf.fused.matMul({ a: x.reshape([-1, 4]), b: matrix, activation })],
      [
        "conv2d",
        (activation) =>
          tf.fused.conv2d({ x: x as never, filter: kernel as never, strides: 1, pad: "valid", bias, activation }),
      ],
      [
        "depthwiseConv2d",
        (activation) =>
          tf.fused.depthwiseConv2d({ x: x as never, filter: kernel as never, strides: 1, pad: "same", activation }),
      ],
    ])("computes the ELU of %s, and no other activation", (_, run) => {
      const linear = floatsIn(tf.tidy(() => run("linear")));
      expect(linear.some((x) => x < 0)).toBe(true);
      const before = tf.memory().numTensors;
      assertSameBits(floatsIn(tf.tidy(() => run("elu"))), functions.elu(linear));
      expect(tf.memory().numTensors).toBe(before);
      assertSameBits(
        floatsIn(tf.tidy(() => run("relu"))),
        linear.map((x) => Math.max(0, x)),
      );
    });

    it("does not change their inputs", () => {
      const before = x.dataSync().slice() as Float32Array;
      tf.tidy(() => tf.fused.matMul({ a: x.reshape([-1, 4]), b: tf.eye(4), activation: "elu" }));
      assertSameBits(x.dataSync() as Float32Array, before);
    });
  });
});

describe("unregister", () => {
  it("does nothing when called again, not even to a later registration", () => {
    const first = registerElu(tf);
    first.unregister();
    const second = registerElu(tf);
    const kernel = tf.getKernel("Elu", "cpu");
    first.unregister();
    expect(tf.getKernel("Elu", "cpu")).toBe(kernel);
    second.unregister();
    expect(tf.getKernel("Elu", "cpu")).not.toBe(kernel);
  });

  it("keeps a kernel that was registered by others since", () => {
    const original = tf.getKernel("Elu", "cpu");
    const { unregister } = registerElu(tf);
    const theirs = { ...original };
    tf.unregisterKernel("Elu", "cpu");
    tf.registerKernel(theirs);
    unregister();
    expect(tf.getKernel("Elu", "cpu")).toBe(theirs);
    tf.unregisterKernel("Elu", "cpu");
    tf.registerKernel(original);
  });

  it("leaves elu usable, composed of TensorFlow.js' operations", () => {
    const { elu, unregister } = registerElu(tf);
    unregister();
    const [y, dx] = tf.tidy(() => [elu([-1, 0, 2], 2), tf.grad((x) => elu(x, 2))(tf.tensor1d([-1, 0, 2]))]);
    expect(Array.from(floatsIn(y))).toEqual([Math.fround(2 * Math.expm1(-1)), 0, 2]);
    expect(Array.from(floatsIn(dx))).toEqual([Math.fround(2 * Math.exp(-1)), 2, 1]);
  });
});

describe("getBackend", () => {
  it("reports how a backend computes before and after another's kernels are copied to it", async () => {
    const registration = registerElu(tf);
    tf.registerBackend("mine", () => new MathBackendCPU());
    await tf.setBackend("mine");
    expect(registration.getBackend()).toEqual({ name: "mine", kernels: "composed", reason: undefined });
    tf.copyRegisteredKernels("cpu", "mine");
    expect(registration.getBackend()).toEqual({ name: "mine", kernels: "copying", reason: undefined });
    const input = normalFloats(100);
    assertSameBits(floatsIn(registration.elu(input, 0.5)), functions.elu(input, { alpha: 0.5 }));
    const removeCopies = () =>
      tf.getKernelsForBackend("mine").forEach(({ kernelName }) => void tf.unregisterKernel(kernelName, "mine"));
    removeCopies();
    tf.copyRegisteredKernels("webgl", "mine");
    expect(registration.getBackend()).toEqual({ name: "mine", kernels: "shader", reason: undefined });
    removeCopies();
    await useBackend("cpu");
    tf.removeBackend("mine");
    registration.unregister();
  });
});

describe("registerElu", () => {
  it("registers only its own kernels if the cpu backend is not imported, and removes them", () => {
    const kernels = new Map<string, { kernelName: string }>();
    const registry = {
      getKernel: (name: string) => kernels.get(name),
      registerKernel: (kernel: tf.KernelConfig) => void kernels.set(kernel.kernelName, kernel),
      unregisterKernel: (name: string) => void kernels.delete(name),
      serialization: { ...tf.serialization, SerializationMap: { getMap: () => ({ classNameMap: {} }) } },
    };
    const { unregister } = registerElu({ ...tf, ...registry });
    expect([...kernels.keys()]).toEqual(["EluAlpha", "EluAlphaGrad"]);
    unregister();
    expect(kernels.size).toBe(0);
  });

  it.each([
    [undefined, "undefined"],
    [null, "null"],
    ["@tensorflow/tfjs", 'the string "@tensorflow/tfjs"'],
    [Promise.resolve(tf), "Promise without version_core"],
    [{}, "Object without version_core"],
  ])("throws a TypeError for %o in place of TensorFlow.js", (value, got) => {
    expect(() => registerElu(value as never)).toThrow(
      new TypeError(`registerElu: tf must be TensorFlow.js, as in import * as tf from "@tensorflow/tfjs", got ${got}`),
    );
  });

  it.each(["3.21.0", "5.0.0", "40.0.0"])(
    "throws a RangeError for TensorFlow.js %s, and registers nothing",
    (version_core) => {
      const kernels = tf.getKernelsForBackend("cpu");
      expect(() => registerElu({ ...tf, version_core })).toThrow(
        new RangeError(`registerElu: tf must be TensorFlow.js 4, got ${version_core}`),
      );
      expect(tf.getKernelsForBackend("cpu")).toEqual(kernels);
    },
  );

  it.each([
    ["the core alone", core, "got TensorFlow.js 4.22.0 without its layers"],
    [
      "the core with all of the layers' package",
      { ...core, layers: tfl },
      "got TensorFlow.js 4.22.0 without its layers",
    ],
    ["the layers alone", tfl, "got its layers without the core"],
  ])("throws a TypeError for %s, and says what to pass", (_, parts, got) => {
    expect(() => registerElu(parts as never)).toThrow(
      new TypeError(
        `registerElu: tf must be TensorFlow.js, as in import * as tf from "@tensorflow/tfjs", ${got}; ` +
          "with its separate packages, pass { ...core, layers }, as in " +
          'import * as core from "@tensorflow/tfjs-core" and import { layers } from "@tensorflow/tfjs-layers"',
      ),
    );
  });

  it("accepts the core and the layers of the separate packages", () => {
    const registration = registerElu({ ...core, layers: tfl.layers });
    expect(registration).toBe(registerElu({ ...core, ...tfl }));
    const model = tfl.sequential({ layers: [registration.ELU({ alpha: 2, inputShape: [1] })] });
    expect(floatsIn(model.predict(core.tensor2d([[-1]])) as tf.Tensor)[0]).toBeCloseTo(2 * Math.expm1(-1), 6);
    expect(floatsIn(core.grad((x) => registration.elu(x, 2))(core.tensor1d([0])))).toEqual(Float32Array.of(2));
    registration.unregister();
  });
});
