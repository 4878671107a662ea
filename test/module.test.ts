import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { type Baselines, instantiate, memoryFor } from "../harness/built-modules.js";
import { runKernel } from "../src/core/call.js";
import { SELU_SCALE, SELU_SCALED_ALPHA } from "../src/core/constants.js";
import { createJsKernels } from "../src/core/js-kernels.js";
import { createJsRelaxedKernels } from "../src/core/js-relaxed-kernels.js";
import { EXACT_CONSTANTS, FLOAT32_CONSTANTS } from "../src/core/kernel-imports.js";
import { KERNEL_NAMES, type Kernels } from "../src/core/kernels.js";
import { elu } from "../src/index.js";
import { assertSameBits } from "./contract/assert.js";
import { negativeFloatsOfEveryBinade, normalFloats } from "./contract/inputs.js";
import { isRelaxed } from "./support/web-assembly.js";

/** The exports of a built module over a memory of half a mebibyte, and the floats of the memory. */
function load<Exports>(path: string): { exports: Exports; floats: Float32Array } {
  const memory = memoryFor(2 ** 17);
  return { exports: instantiate<Exports>(readFileSync(path), memory), floats: new Float32Array(memory.buffer) };
}

describe.each([
  ["elu", "v3", false],
  ["elu-relaxed", "v3", true],
  ["elu-exact", "exact1", false],
])("the module %s", (name, namespace, hasRelaxedSimd) => {
  const bytes = readFileSync(`dist/${name}.wasm`);

  it("imports only its memory and its constants, and exports only kernels", () => {
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

  it(`contains relaxed SIMD: ${hasRelaxedSimd}`, () => {
    expect(isRelaxed(bytes)).toBe(hasRelaxedSimd);
  });

  it("has no data segment, so that it runs in any memory", () => {
    const { floats } = load<Kernels>(`dist/${name}.wasm`);
    expect(floats.every((value) => Object.is(value, 0))).toBe(true);
  });
});

/** alpha, scale and divisor for each loop of the kernels. */
const PARAMETERS = [
  [1, 1, 1],
  [0.3, 1, 1],
  [-1.3, 1, 1],
  [SELU_SCALED_ALPHA, SELU_SCALE, 1],
  [1.3, 1, 1.3],
] as const;

/** Kernels over the floats of a memory: the modules, and JavaScript for engines with a compiler and without. */
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

/** Lengths around a block of the kernels in JavaScript. */
const AROUND_A_BLOCK = [1023, 1024, 1025];

describe.each(KERNELS)("%s", (_, load) => {
  const { exports: kernels, floats: memory } = load();
  const x = withSpecialValues(normalFloats(3000, 1));
  const g = normalFloats(3000, 2);
  const loops = KERNEL_NAMES.flatMap((kernel) => PARAMETERS.map((parameters) => [kernel, ...parameters] as const));

  it.each(loops)("%s gives each float the same bits at any offset and length (%f, %f, %f)", (kernel, ...parameters) => {
    let expected: Float32Array | undefined;
    // The longest first, because shorter results are the start of its result.
    for (const length of [x.length, ...Array(81).keys(), ...AROUND_A_BLOCK]) {
      for (let offset = 0; offset < 4; offset++) {
        const [input, saved, out] = [offset, length + 60 + offset, 2 * length + 140 - offset];
        const floats = memory.subarray(0, out + length + 60).fill(1);
        floats.set((kernel === "forward" ? x : g).subarray(0, length), input);
        if (kernel !== "forward") floats.set(x.subarray(0, length), saved);
        const before = floats.slice();
        runKernel(kernels, kernel, 4 * input, 4 * saved, 4 * out, length, ...parameters);
        expected ??= floats.slice(out, out + length);
        before.set(expected.subarray(0, length), out);
        assertSameBits(floats, before, `offset ${offset}, length ${length}:`);
      }
    }
  });
});

/** Adds -0, 0, NaN, infinities and other special values at different places in vectors. */
function withSpecialValues(floats: Float32Array): Float32Array {
  const special = [-0, 0, Number.NaN, Infinity, -Infinity, -1e-8, -1e-40, 1e-40, -100, -17.5];
  for (const [k, value] of special.entries()) floats[7 * k] = value;
  return floats;
}

describe("the baselines of the benches", () => {
  it.each([1, 0.3])("compute the bits of elu without SIMD, alpha = %f", (alpha) => {
    const input = negativeFloatsOfEveryBinade(20);
    const { exports, floats } = load<Baselines>("build/baselines.wasm");
    floats.set(input);
    exports.elu(0, 0, input.length, alpha);
    assertSameBits(floats.slice(0, input.length), elu(input, { alpha }));
  });

  it.each([
    ["relu", [0, 2, 0, 4, 0, 6, 0, 8]],
    ["copy", [-1, 2, -3, 4, -5, 6, -7, 8]],
  ] as const)("compute %s", (name, expected) => {
    const { exports, floats } = load<Baselines>("build/baselines.wasm");
    floats.set([-1, 2, -3, 4, -5, 6, -7, 8]);
    exports[name](0, 64, 8);
    expect([...floats.subarray(16, 24)]).toEqual(expected);
  });
});
