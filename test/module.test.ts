import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Baselines } from "../harness/built-modules.js";
import { ELU, isWithin } from "../proof/reference/family.js";
import { kernelImports } from "../src/core/kernel-imports.js";
import { GROUP_LENGTH, KERNEL_NAMES, type Kernels } from "../src/core/kernels.js";
import { elu, eluBackward } from "../src/index.js";
import { assertSameBits } from "./contract/assert.js";
import { negativeFloatsOfEveryBinade, normalFloats } from "./contract/inputs.js";
import { load } from "./support/modules.js";
import { isRelaxed } from "./support/web-assembly.js";

const FROM = { backwardFromInput: "input", backwardFromOutput: "output" } as const;

describe("the module", () => {
  const bytes = readFileSync("dist/elu.wasm");

  it("is under 4,096 bytes, so that browsers compile it synchronously", () => {
    expect(bytes.length).toBeLessThan(4096);
  });

  it("imports nothing but its memory and its constants, and exports nothing but kernels", () => {
    const module = new WebAssembly.Module(bytes);
    const imports = WebAssembly.Module.imports(module).map(({ module, name, kind }) => `${kind} ${module}.${name}`);
    const { v2 } = kernelImports(new WebAssembly.Memory({ initial: 1 }));
    const constants = Object.keys(v2).map((name) => `global v2.${name}`);
    expect(imports.toSorted()).toEqual([...constants, "memory env.memory"]);
    const exports = WebAssembly.Module.exports(module);
    expect(exports.every(({ kind }) => kind === "function")).toBe(true);
    expect(exports.map(({ name }) => name).toSorted()).toEqual(KERNEL_NAMES.toSorted());
  });

  it.each([
    ["elu", false],
    ["elu-shared", false],
    ["elu-relaxed", true],
    ["elu-relaxed-shared", true],
  ])("of %s has relaxed SIMD in it: %s", (name, expected) => {
    const folder = name.endsWith("-shared") ? "build" : "dist";
    expect(isRelaxed(readFileSync(`${folder}/${name}.wasm`))).toBe(expected);
  });

  it("has no data, so that it is at home in any memory", () => {
    const { floats } = load<Kernels>("dist/elu.wasm");
    expect(floats.every((value) => Object.is(value, 0))).toBe(true);
  });

  it("stores to the output only, from inputs at any place in the memory", () => {
    const { exports, floats } = load<Kernels>("dist/elu.wasm");
    const values = normalFloats(5 * GROUP_LENGTH);
    const gradOutput = new Float32Array(values.length).fill(1);
    for (const name of KERNEL_NAMES) {
      const results = name === "forward" ? elu(values) : eluBackward(gradOutput, values, { from: FROM[name] });
      for (let offset = 0; offset < GROUP_LENGTH; offset++) {
        for (let length = 0; length <= values.length; length += GROUP_LENGTH) {
          floats.fill(1);
          const [input, output, gradients] = [offset, 200 - offset, 300 + offset];
          floats.set(values.subarray(0, length), input);
          const expected = floats.slice();
          expected.set(results.subarray(0, length), output);
          const first = name === "forward" ? input : gradients;
          exports[name](first * 4, output * 4, length, 1, 1, 1, input * 4);
          assertSameBits(floats, expected, `${name}, offset ${offset}, length ${length}:`);
        }
      }
    }
  });
});

describe("the baselines of the benches", () => {
  it.each([1, 0.3])("compute without SIMD the same bits, alpha = %f", (alpha) => {
    const input = negativeFloatsOfEveryBinade(20);
    const { exports, floats } = load<Baselines>("build/baselines.wasm");
    floats.set(input);
    exports.elu(0, 0, input.length, alpha);
    assertSameBits(floats.slice(0, input.length), elu(input, { alpha }));
  });

  it("compute one vector at a time the same bits", () => {
    const input = negativeFloatsOfEveryBinade(20);
    const { exports, floats } = load<Baselines>("build/baselines.wasm");
    floats.set(input);
    exports.eluOneByOne(0, 0, input.length);
    assertSameBits(floats.slice(0, input.length), elu(input));
  });

  it("compute alpha = 1 as the first release did, within the bound of today", () => {
    const input = negativeFloatsOfEveryBinade(16);
    const { exports, floats } = load<Baselines>("build/baselines.wasm");
    floats.set(input);
    exports.eluOfFirstRelease(0, 0, input.length, 1);
    const isOff = input.map((x, i) => +!isWithin(ELU, "value", 1, x, floats[i], ELU.value(x, 1)));
    expect(isOff.indexOf(1)).toBe(-1);
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
