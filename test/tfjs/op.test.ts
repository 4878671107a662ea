import * as tf from "@tensorflow/tfjs";
import { afterAll, expect, it } from "vitest";
import { ELU, isWithin, valueBoundAt } from "../../proof/reference/family.js";
import { ulpError } from "../../proof/reference/ulp.js";
import * as core from "../../src/index.js";
import { registerElu } from "../../src/tfjs.js";
import { assertSameBits } from "../contract/assert.js";
import { negativeFloatsOfEveryBinade, normalFloats } from "../contract/inputs.js";
import { floatsIn, onEveryBackend } from "./backends.js";

const { elu, unregister } = registerElu(tf);
afterAll(unregister);

const ALPHAS = [1, 2, 0.5, 0.3, 1.7, -0.75, 0, 1e-3, 1e6].map(Math.fround);

const INPUTS = [negativeFloatsOfEveryBinade(20), normalFloats(20_000), Float32Array.of(0, -0, -17.5, -88, -104, -1e30)];

function expectWithin(bound: number, actual: Float32Array, exact: (i: number) => number) {
  actual.forEach((y, i) => {
    const error = ulpError(y, exact(i));
    if (!(error <= valueBoundAt(exact(i), bound))) {
      expect.fail(`float ${i} is ${y}, ${error} ULP from ${exact(i)}`);
    }
  });
}

function expectGradient(input: ArrayLike<number>, alpha: number, dy: ArrayLike<number>, exact: (i: number) => number) {
  const result = gradient((x) => elu(x, alpha), input, dy);
  result.forEach((dx, i) => {
    if (isWithin(ELU, "gradient", alpha, input[i], dx, exact(i))) return;
    expect.fail(`float ${i}, the gradient at ${input[i]}, is ${dx}, not ${exact(i)}`);
  });
}

/** dy times the derivative of `op` at each x. */
function gradient(op: (x: tf.Tensor) => tf.Tensor, x: ArrayLike<number>, dy: ArrayLike<number>): Float32Array {
  return floatsIn(tf.tidy(() => tf.grad(op)(tf.tensor1d(Array.from(x)), tf.tensor1d(Array.from(dy)))));
}

onEveryBackend("elu", () => {
  it.each(ALPHAS)("is within its bound of float64 for alpha = %f", (alpha) => {
    for (const input of INPUTS) {
      const result = floatsIn(tf.tidy(() => elu(tf.tensor1d(input), alpha)));
      expectWithin(ELU.valueBound(alpha), result, (i) => ELU.value(input[i], alpha));
    }
  });

  it.each(ALPHAS)("has a gradient within 3 ULP of float64 for alpha = %f", (alpha) => {
    for (const input of INPUTS) {
      const dy = normalFloats(input.length, 2);
      expectGradient(input, alpha, dy, (i) => dy[i] * ELU.gradient(input[i], alpha));
    }
  });

  it("has a gradient that is finite and right far out, and NaN at NaN only", () => {
    const input = [89, 1e4, Infinity, -1e4, -Infinity, Number.NaN];
    const result = gradient((x) => elu(x, 2), input, Array(input.length).fill(3));
    expect(Array.from(result)).toEqual([3, 3, 3, 0, 0, Number.NaN]);
  });

  it("gives x from 0 up, -alpha at -Infinity, NaN at NaN", () => {
    const result = floatsIn(tf.tidy(() => elu([0, 1e-40, 3e38, Infinity, -Infinity, Number.NaN], 2)));
    assertSameBits(result, Float32Array.of(0, 1e-40, 3e38, Infinity, -2, Number.NaN));
  });

  it("has second and third derivatives: 0 above 0 and alpha e^x below; its gradient can be differentiated by dy, too", () => {
    const input = [-2, -0.5, 0.5, 3, 100];
    const below = (x: number) => (x > 0 ? 0 : 2 * Math.exp(x));
    const ones = Array(input.length).fill(1);
    const first = (x: tf.Tensor) => tf.grad((x) => elu(x, 2))(x);
    const second = (x: tf.Tensor) => tf.grad(first)(x);
    expectWithin(4, gradient(first, input, ones), (i) => below(input[i]));
    expectWithin(4, gradient(second, input, ones), (i) => below(input[i]));

    const ofDy = gradient((dy) => tf.grad((x) => elu(x, 2))(tf.tensor1d(input), dy), [5, 6, 7, 8, 9], ones);
    expectWithin(4, ofDy, (i) => ELU.gradient(input[i], 2));
  });

  it.each([[[]], [[0]], [[3, 0, 2]], [[2, 3]], [[1, 2, 1, 2, 1]]])("keeps the shape %j", (shape) => {
    const x = tf.fill(shape, -1);
    const y = elu(x, 2);
    const dx = tf.grad((x) => elu(x, 2))(x);
    expect(y.shape).toEqual(shape);
    expect(dx.shape).toEqual(shape);
    expect(y.dtype).toBe("float32");
    const count = shape.reduce((product, n) => product * n, 1);
    expect(Array.from(floatsIn(y))).toEqual(Array(count).fill(Math.fround(2 * Math.expm1(-1))));
    tf.dispose([x, dx]);
  });

  it("takes what TensorFlow.js makes a tensor of, and alpha = 1 by default", () => {
    const one = Math.fround(Math.expm1(-1));
    const results = [
      elu(-1),
      elu([-1, 2]),
      elu([[-1], [2]], 1),
      elu(Float32Array.of(-1)),
      elu(Int32Array.of(-1)),
      elu([true, false]),
    ];
    expect(results.map((result) => [result.dtype, result.shape, Array.from(floatsIn(result))])).toEqual([
      ["float32", [], [one]],
      ["float32", [2], [one, 2]],
      ["float32", [2, 1], [one, 2]],
      ["float32", [1], [one]],
      ["float32", [1], [one]],
      ["float32", [2], [1, 0]],
    ]);
  });

  it("leaves its input as it was, other tensors on the same data too", () => {
    const x = tf.tensor2d([[-1, 2]]);
    const reshaped = x.reshape([2]);
    elu(reshaped, 2).dispose();
    expect(Array.from(floatsIn(x))).toEqual([-1, 2]);
    expect(Array.from(floatsIn(reshaped))).toEqual([-1, 2]);
  });

  it("has the bits of this package, as has its gradient, and rounds alpha to float32", () => {
    const [input, dy] = [normalFloats(5000), normalFloats(5000, 2)];
    assertSameBits(floatsIn(tf.tidy(() => elu(input, 0.3))), core.elu(input, { alpha: 0.3 }));
    assertSameBits(
      gradient((x) => elu(x, 0.3), input, dy),
      core.eluBackward(dy, input, { alpha: 0.3 }),
    );
  });

  it("keeps no memory but the result's", () => {
    const x = tf.tensor1d([-1, 0, 2]);
    const before = tf.memory();
    const y = elu(x, 2);
    expect(tf.memory().numTensors).toBe(before.numTensors + 1);
    elu([-1, 2], 2).dispose();
    tf.grad((x) => elu(x, 2))(x).dispose();
    tf.grad((x) => tf.grad((x) => elu(x, 2))(x))(x).dispose();
    y.dispose();
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numBytes).toBe(before.numBytes);
    x.dispose();
  });

  it.each(["int32", "bool", "string"] as const)("throws a TypeError for a tensor of %s", (dtype) => {
    const x = tf.tensor(dtype === "string" ? ["-1"] : [1], [1], dtype);
    expect(() => elu(x, 2)).toThrow(
      new TypeError(`elu: x must be a float32 tensor, got one of ${dtype}; tf.cast(x, "float32") makes it one`),
    );
    x.dispose();
  });

  it.each([
    [undefined, "got undefined"],
    [null, "got null"],
    [{}, "got Object"],
    ["-1", 'got the string "-1"'],
    [["-1"], "got Array"],
  ])("throws a TypeError of its own for %j, neither numbers nor a tensor", (x, got) => {
    expect(() => elu(x as never, 2)).toThrow(
      new TypeError(`elu: x must be a tensor, a number, or numbers in arrays; ${got}`),
    );
  });

  it("throws for an alpha that is no finite number", () => {
    expect(() => elu([1], "2" as never)).toThrow(new TypeError('elu: alpha must be a number, got the string "2"'));
    expect(() => elu([1], { alpha: 2 } as never)).toThrow(new TypeError("elu: alpha must be a number, got Object"));
    expect(() => elu([1], 1e39)).toThrow(new RangeError("elu: alpha must be finite as a float32, got 1e+39"));
    expect(() => elu([1], Number.NaN)).toThrow(new RangeError("elu: alpha must be finite as a float32, got NaN"));
  });
});
