import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import type { Baselines } from "../harness/built-modules.js";
import { runKernel } from "../src/core/call.js";
import { SELU_SCALE, SELU_SCALED_ALPHA } from "../src/core/constants.js";
import { createJsKernels } from "../src/core/js-kernels.js";
import { createJsRelaxedKernels } from "../src/core/js-relaxed-kernels.js";
import { EXACT_CONSTANTS, FLOAT32_CONSTANTS } from "../src/core/kernel-imports.js";
import { KERNEL_NAMES, type KernelName, type Kernels } from "../src/core/kernels.js";
import { createElu, elu } from "../src/index.js";
import { assertSameBits } from "./contract/assert.js";
import { negativeFloatsOfEveryBinade, normalFloats } from "./contract/inputs.js";
import { load } from "./support/modules.js";
import { isRelaxed } from "./support/web-assembly.js";

describe.each([
  ["elu", "v3", false],
  ["elu-relaxed", "v3", true],
  ["elu-exact", "exact1", false],
])("the module %s", (name, namespace, hasRelaxedSimd) => {
  const bytes = readFileSync(`dist/${name}.wasm`);

  it("imports nothing but its memory and its constants, and exports nothing but kernels", () => {
    const module = new WebAssembly.Module(bytes);
    const imports = WebAssembly.Module.imports(module).map(({ module, name, kind }) => `${kind} ${module}.${name}`);
    const constants = Object.keys({ ...FLOAT32_CONSTANTS, ...EXACT_CONSTANTS }[namespace]);
    expect(imports.toSorted()).toEqual(
      ["memory env.memory", ...constants.map((name) => `global ${namespace}.${name}`)].toSorted(),
    );
    const exports = WebAssembly.Module.exports(module);
    expect(exports.every(({ kind }) => kind === "function")).toBe(true);
    expect(exports.map(({ name }) => name).toSorted()).toEqual(KERNEL_NAMES.toSorted());
  });

  it(`has relaxed SIMD in it: ${hasRelaxedSimd}`, () => {
    expect(isRelaxed(bytes)).toBe(hasRelaxedSimd);
  });

  it("has no data, so that it is at home in any memory", () => {
    const { floats } = load<Kernels>(`dist/${name}.wasm`);
    expect(floats.every((value) => Object.is(value, 0))).toBe(true);
  });
});

describe("a module of another version or build", () => {
  const bytes = readFileSync("dist/elu.wasm");

  it("is refused where it is that of 0.2.0, whose kernels run past the end of 5 floats", () => {
    const named = bytes.toString("latin1").replaceAll("\u0002v3\u0001", "\u0002v2\u0001");
    const module = new WebAssembly.Module(Buffer.from(named, "latin1"));
    expect(() => createElu({ backend: "wasm-simd", module })).toThrow("not that of this version of elu-simd");
  });
});

/** alpha, scale and divisor: a set for each loop of the kernels. */
const PARAMETERS = [
  [1, 1, 1],
  [0.3, 1, 1],
  [-1.3, 1, 1],
  [SELU_SCALED_ALPHA, SELU_SCALE, 1],
  [1.3, 1, 1.3],
] as const;

/** Kernels over all floats of a memory: the modules', and those in JavaScript for engines with a compiler and without. */
const KERNELS: readonly (readonly [title: string, load: () => { exports: Kernels; floats: Float32Array }])[] = [
  ...["elu", "elu-relaxed", "elu-exact"].map(
    (name) => [`${name}.wasm`, () => load<Kernels>(`dist/${name}.wasm`)] as const,
  ),
  ["JavaScript", () => overFloats(createJsKernels)],
  ["JavaScript without a compiler", () => whileUndefined("WebAssembly", () => overFloats(createJsKernels))],
  ["JavaScript by the engine's own exponentials", () => overFloats(createJsRelaxedKernels)],
];

function overFloats(create: (buffer: ArrayBuffer) => Kernels) {
  const floats = new Float32Array(2 ** 14);
  return { exports: create(floats.buffer), floats };
}

function whileUndefined<T>(name: string, act: () => T): T {
  vi.stubGlobal(name, undefined);
  const result = act();
  vi.unstubAllGlobals();
  return result;
}

/** Around groups of vectors, and the blocks of JavaScript. */
const LONG = [1023, 1024, 1025, 3000];

describe.each(KERNELS)("%s", (_, load) => {
  const { exports: kernels, floats: memory } = load();
  const x = withSpecialValues(normalFloats(3000, 1));
  const g = normalFloats(3000, 2);

  /** Of `length` floats where `input`, `saved` and `out` stand in the memory, counted in floats; the memory then. */
  function run(kernel: KernelName, parameters: readonly number[], places: [number, number, number], length: number) {
    const [input, saved, out] = places;
    const [alpha, scale, divisor] = parameters;
    const floats = memory.subarray(0, Math.max(...places) + length + 60).fill(1);
    floats.set((kernel === "forward" ? x : g).subarray(0, length), input);
    if (kernel !== "forward") floats.set(x.subarray(0, length), saved);
    const before = floats.slice();
    runKernel(kernels, kernel, 4 * input, 4 * saved, 4 * out, length, alpha, scale, divisor);
    return { before, after: floats.slice() };
  }

  function resultOf(kernel: KernelName, parameters: readonly number[]): Float32Array {
    return run(kernel, parameters, [0, 4000, 8000], x.length).after.slice(8000, 8000 + x.length);
  }

  describe.each(KERNEL_NAMES)("%s", (kernel) => {
    it.each(PARAMETERS)("gives each float the same bits at any place and length (%f, %f, %f)", (...parameters) => {
      const expected = resultOf(kernel, parameters);
      for (const length of [...Array(81).keys(), ...LONG]) {
        for (let offset = 0; offset < 4; offset++) {
          const out = 2 * length + 140 - offset;
          const { before, after } = run(kernel, parameters, [offset, length + 60 + offset, out], length);
          before.set(expected.subarray(0, length), out);
          assertSameBits(after, before, `offset ${offset}, length ${length}:`);
        }
      }
    });

    it.each([0, 1, 3, 4, 15, 16, 17, 40])("computes in place of either input and to %i floats before", (distance) => {
      const parameters = [0.3, 1, 1];
      const expected = resultOf(kernel, parameters);
      for (const length of [1, 5, 16, 21, 63, 80, ...LONG]) {
        const [here, there, out] = [64, length + 156, 64 - distance];
        const places: [number, number, number][] = [[here, there, out]];
        if (kernel !== "forward") places.push([there, here, out]);
        for (const place of places) {
          const { before, after } = run(kernel, parameters, place, length);
          before.set(expected.subarray(0, length), out);
          assertSameBits(after, before, `length ${length}:`);
        }
      }
    });
  });
});

/** -0, 0, NaN, infinities and numbers next to 0 among them, at places of all kinds. */
function withSpecialValues(floats: Float32Array): Float32Array {
  const special = [-0, 0, Number.NaN, Infinity, -Infinity, -1e-8, -1e-40, 1e-40, -100, -17.5];
  for (const [k, value] of special.entries()) floats[7 * k] = value;
  return floats;
}

describe("the baselines of the benches", () => {
  it.each([1, 0.3])("compute without SIMD the same bits, alpha = %f", (alpha) => {
    const input = negativeFloatsOfEveryBinade(20);
    const { exports, floats } = load<Baselines>("build/baselines.wasm");
    floats.set(input);
    exports.elu(0, 0, input.length, alpha);
    assertSameBits(floats.slice(0, input.length), elu(input, { alpha }));
  });

  it("compute ReLU and copy", () => {
    const { exports, floats } = load<Baselines>("build/baselines.wasm");
    floats.set([-1, 2, -3, 4, -5, 6, -7, 8]);
    exports.relu(0, 64, 8);
    expect(Array.from(floats.slice(16, 24))).toEqual([0, 2, 0, 4, 0, 6, 0, 8]);
    exports.copy(0, 128, 8);
    expect(Array.from(floats.slice(32, 40))).toEqual([-1, 2, -3, 4, -5, 6, -7, 8]);
  });
});
