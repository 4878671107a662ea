import { afterEach, describe, expect, it, vi } from "vitest";
import { createElu } from "../src/index.js";
import { onEveryBackend } from "./backends.js";

const input = Float32Array.of(-1, -2, -3);

function detached(): Float32Array {
  const array = new Float32Array(3);
  structuredClone(array, { transfer: [array.buffer] });
  return array;
}

/** What callers without types pass. */
function anything(value: unknown): never {
  return value as never;
}

onEveryBackend("elu", ({ elu }) => {
  it.each([
    [undefined, "undefined"],
    [null, "null"],
    [[1, 2], "Array"],
    [new Float64Array(2), "Float64Array"],
    [new DataView(new ArrayBuffer(4)), "DataView"],
    [new ArrayBuffer(4), "ArrayBuffer"],
    [{ length: 1, 0: 1 }, "Object"],
    [Object.create(null), "an object"],
    [Object.create(Float32Array.prototype), "Float32Array"],
    ["-1", 'the string "-1"'],
    [-1, "-1"],
    [() => 1, "a function"],
  ])("throws a TypeError for %o as input, naming it", (value, got) => {
    expect(() => elu(anything(value))).toThrow(new TypeError(`elu: input must be a Float32Array, got ${got}`));
  });

  it("throws a TypeError for an out that is no Float32Array", () => {
    expect(() => elu(input, { out: anything([0, 0, 0]) })).toThrow(
      new TypeError("elu: out must be a Float32Array, got Array"),
    );
    expect(() => elu(input, { out: anything(null) })).toThrow(TypeError);
  });

  it("throws a TypeError for a detached input or out", () => {
    expect(() => elu(detached())).toThrow(
      new TypeError("elu: input must be attached to its memory, got a detached Float32Array"),
    );
    expect(() => elu(input, { out: detached() })).toThrow(
      new TypeError("elu: out must be attached to its memory, got a detached Float32Array"),
    );
  });

  it.each([
    [2, "2"],
    [null, "null"],
    ["2", 'the string "2"'],
  ])("throws a TypeError for %o in the place of the options", (options, got) => {
    expect(() => elu(input, anything(options))).toThrow(
      new TypeError(`elu: options must be an object such as { alpha: 2 }, got ${got}`),
    );
  });

  it.each([
    ["2", 'the string "2"'],
    [null, "null"],
    [2n, "2"],
    [[2], "Array"],
  ])("throws a TypeError for %o as alpha", (alpha, got) => {
    expect(() => elu(input, { alpha: anything(alpha) })).toThrow(
      new TypeError(`elu: alpha must be a number, got ${got}`),
    );
  });

  it.each([Number.NaN, Infinity, -Infinity, 1e39, -1e300])("throws a RangeError for %f as alpha", (alpha) => {
    expect(() => elu(input, { alpha })).toThrow(new RangeError(`elu: alpha must be finite as a float32, got ${alpha}`));
  });

  it.each([0, 2, 4])("throws a RangeError for an out of %i floats where the input has 3", (length) => {
    expect(() => elu(input, { out: new Float32Array(length) })).toThrow(
      new RangeError(`elu: out must be as long as input, 3 floats, got ${length}`),
    );
  });

  it("has written nothing to out when it throws", () => {
    const out = Float32Array.of(7, 8, 9);
    expect(() => elu(anything([1, 2, 3]), { out })).toThrow(TypeError);
    expect(() => elu(input, { alpha: Number.NaN, out })).toThrow(RangeError);
    expect(() => elu(input, { alpha: anything("1"), out })).toThrow(TypeError);
    expect(() => elu(new Float32Array(2), { out })).toThrow(RangeError);
    expect(out).toEqual(Float32Array.of(7, 8, 9));
  });
});

onEveryBackend("every function", (functions) => {
  const forwards = ["elu", "selu", "celu"] as const;
  const backwards = ["eluBackward", "seluBackward", "celuBackward"] as const;

  describe.each(forwards)("%s", (name) => {
    const forward = functions[name];

    it("names itself and the argument that is wrong", () => {
      expect(() => forward(anything([1]))).toThrow(new TypeError(`${name}: input must be a Float32Array, got Array`));
      expect(() => forward(input, anything(2))).toThrow(TypeError);
      expect(() => forward(input, anything(2))).toThrow(`${name}: options must be an object such as {`);
      expect(() => forward(input, { out: anything([1]) })).toThrow(
        new TypeError(`${name}: out must be a Float32Array, got Array`),
      );
      expect(() => forward(input, { out: new Float32Array(2) })).toThrow(
        new RangeError(`${name}: out must be as long as input, 3 floats, got 2`),
      );
    });
  });

  describe.each(backwards)("%s", (name) => {
    const backward = functions[name];

    it("names itself and the argument that is wrong", () => {
      expect(() => backward(anything([1]), input)).toThrow(
        new TypeError(`${name}: gradOutput must be a Float32Array, got Array`),
      );
      expect(() => backward(input, anything(undefined))).toThrow(
        new TypeError(`${name}: saved must be a Float32Array, got undefined`),
      );
      expect(() => backward(input, detached())).toThrow(
        new TypeError(`${name}: saved must be attached to its memory, got a detached Float32Array`),
      );
      expect(() => backward(input, input, anything("output"))).toThrow(`${name}: options must be an object such as {`);
      expect(() => backward(input, input, { out: anything([1]) })).toThrow(
        new TypeError(`${name}: out must be a Float32Array, got Array`),
      );
    });

    it("throws a RangeError where lengths differ", () => {
      expect(() => backward(input, new Float32Array(4))).toThrow(
        new RangeError(`${name}: saved must be as long as gradOutput, 3 floats, got 4`),
      );
      expect(() => backward(input, input, { out: new Float32Array(2) })).toThrow(
        new RangeError(`${name}: out must be as long as gradOutput, 3 floats, got 2`),
      );
    });

    it.each([
      ["result", 'the string "result"'],
      [null, "null"],
      [1, "1"],
    ])("throws a RangeError for %o as from", (from, got) => {
      expect(() => backward(input, input, { from: anything(from) })).toThrow(
        new RangeError(`${name}: from must be "input" or "output", got ${got}`),
      );
    });

    it("has written nothing to out when it throws", () => {
      const out = Float32Array.of(7, 8, 9);
      expect(() => backward(input, new Float32Array(4), { out })).toThrow(RangeError);
      expect(() => backward(input, input, { from: anything("x"), out })).toThrow(RangeError);
      expect(out).toEqual(Float32Array.of(7, 8, 9));
    });
  });

  it.each([0, -0, -1, 1e-50])("throws a RangeError for %f as alpha of CELU", (alpha) => {
    expect(() => functions.celu(input, { alpha })).toThrow(
      new RangeError(`celu: alpha must be above 0 as a float32, got ${alpha}`),
    );
    expect(() => functions.celuBackward(input, input, { alpha })).toThrow(
      new RangeError(`celuBackward: alpha must be above 0 as a float32, got ${alpha}`),
    );
  });

  it("throws for an alpha that is no finite number, whatever the function", () => {
    for (const name of ["celu", "eluBackward", "celuBackward"] as const) {
      const call = (alpha: unknown) =>
        name === "celu"
          ? functions.celu(input, { alpha: anything(alpha) })
          : functions[name](input, input, { alpha: anything(alpha) });
      expect(() => call("1")).toThrow(new TypeError(`${name}: alpha must be a number, got the string "1"`));
      expect(() => call(Number.NaN)).toThrow(new RangeError(`${name}: alpha must be finite as a float32, got NaN`));
    }
  });

  it("throws a RangeError for a negative alpha with from: output, and takes it from the input", () => {
    expect(() => functions.eluBackward(input, input, { alpha: -0.5, from: "output" })).toThrow(
      new RangeError('eluBackward: alpha must not be negative with from: "output", got -0.5'),
    );
    expect(functions.eluBackward(input, input, { alpha: -0.5 })).toHaveLength(3);
    expect(functions.eluBackward(input, input, { alpha: 0, from: "output" })).toHaveLength(3);
  });
});

describe("a result that cannot be allocated", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is a RangeError that says how many floats, with the engine's own as its cause", () => {
    const { elu } = createElu();
    const cause = new RangeError("Array buffer allocation failed");
    vi.stubGlobal(
      "Float32Array",
      class {
        constructor() {
          throw cause;
        }
      },
    );
    let thrown: unknown;
    try {
      elu(input);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toEqual(
      new RangeError("elu: no memory for a result of 3 floats; out takes an array to reuse", { cause }),
    );
    expect((thrown as Error).cause).toBe(cause);
  });
});

describe("createElu", () => {
  it("throws a RangeError for a backend that is none, naming those there are", () => {
    expect(() => createElu({ backend: anything("webgpu") })).toThrow(
      new RangeError('createElu: backend must be "auto", "wasm-simd" or "js", got the string "webgpu"'),
    );
  });

  it("throws a TypeError for options that are no object", () => {
    expect(() => createElu(anything("js"))).toThrow(
      new TypeError('createElu: options must be an object such as { backend: "js" }, got the string "js"'),
    );
  });

  it("throws a TypeError for a module that is none", () => {
    expect(() => createElu({ module: anything(new Uint8Array(8)) })).toThrow(
      new TypeError("createElu: module must be a WebAssembly.Module, got Uint8Array"),
    );
  });
});
