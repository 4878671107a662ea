import * as tf from "@tensorflow/tfjs";
import { afterAll, expect, it } from "vitest";
import { ELU } from "../../proof/reference/family.js";
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
    if (!(error <= bound)) {
      expect.fail(`float ${i} is ${y}, ${error} ULP from ${exact(i)}`);
    }
  });
}

/** dy times the derivative of `op` at each x. */
function gradient(op: (x: tf.Tensor) => tf.Tensor, x: ArrayLike<number>, dy: ArrayLike<number>): Float32Array {
  return floatsIn(tf.tidy(() => tf.grad(op)(tf.tensor1d(Array.from(x)), tf.tensor1d(Array.from(dy)))));
}

onEveryBackend("elu", () => {
  it.each(ALPHAS)("has the bits of this package, and so does its gradient, for alpha = %f", (alpha) => {
    for (const input of INPUTS) {
      const dy = normalFloats(input.length, 2);
      assertSameBits(floatsIn(tf.tidy(() => elu(tf.tensor1d(input), alpha))), core.elu(input, { alpha }));
      assertSameBits(
        gradient((x) => elu(x, alpha), input, dy),
        core.eluBackward(dy, input, { alpha }),
      );
    }
  });

  it("keeps the gradient of tf.elu within 2 ULP of the gradient of its result", () => {
    const [input, dy] = [normalFloats(5000), normalFloats(5000, 2)];
    const results = core.elu(input);
    expectWithin(2, gradient(tf.elu, input, dy), (i) => (results[i] > 0 ? dy[i] : dy[i] * (results[i] + 1)));
  });

  it("has a third derivative, alpha e^x below 0 and 0 above, and a gradient that is differentiable by dy", () => {
    const input = [-2, -0.5, 0.5, 3, 100];
    const below = (x: number) => (x > 0 ? 0 : 2 * Math.exp(x));
    const ones = Array(input.length).fill(1);
    const second = tf.grad(tf.grad((x) => elu(x, 2)));
    expectWithin(4, gradient(second, input, ones), (i) => below(input[i]));

    const ofDy = gradient((dy) => tf.grad((x) => elu(x, 2))(tf.tensor1d(input), dy), [5, 6, 7, 8, 9], ones);
    expectWithin(4, ofDy, (i) => ELU.gradient(input[i], 2));
  });

  it("accepts everything that TensorFlow.js converts to a tensor, and has alpha = 1 by default", () => {
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
  ])("throws a TypeError for %j, which is neither numbers nor a tensor", (x, got) => {
    expect(() => elu(x as never, 2)).toThrow(
      new TypeError(`elu: x must be a tensor, a number, or numbers in arrays; ${got}`),
    );
  });

  it("throws for an alpha that is not a finite number", () => {
    expect(() => elu([1], "2" as never)).toThrow(new TypeError('elu: alpha must be a number, got the string "2"'));
    expect(() => elu([1], { alpha: 2 } as never)).toThrow(new TypeError("elu: alpha must be a number, got Object"));
    expect(() => elu([1], 1e39)).toThrow(new RangeError("elu: alpha must be finite as a float32, got 1e+39"));
    expect(() => elu([1], Number.NaN)).toThrow(new RangeError("elu: alpha must be finite as a float32, got NaN"));
  });
});
