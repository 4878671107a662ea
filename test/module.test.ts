import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { elu, eluBackward } from "../src/index.js";
import { KERNEL_NAMES, type Kernels, LANES } from "../src/kernels.js";
import { assertSameBits } from "./contract/assert.js";
import { negativeFloatsOfEveryBinade, normalFloats } from "./contract/inputs.js";
import { type Baselines, instantiate, START } from "./support/modules.js";
import { isRelaxed } from "./support/web-assembly.js";

/** Where the floats start that do not belong to the module. */
const FIRST = START / 4;
const FROM = { backwardFromInput: "input", backwardFromOutput: "output" } as const;

describe("the module", () => {
  const bytes = readFileSync("dist/elu.wasm");

  it("is under 4,096 bytes, so that browsers compile it synchronously", () => {
    expect(bytes.length).toBeLessThan(4096);
  });

  it("imports nothing but its memory and exports nothing but kernels", () => {
    const module = new WebAssembly.Module(bytes);
    expect(WebAssembly.Module.imports(module)).toMatchObject([{ module: "env", name: "memory", kind: "memory" }]);
    expect(WebAssembly.Module.exports(module)).toMatchObject(KERNEL_NAMES.map((name) => ({ name, kind: "function" })));
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

  it("keeps its constants within the reserved bytes", () => {
    const { floats } = instantiate<Kernels>("dist/elu.wasm");
    expect(floats.findLastIndex((value) => value !== 0)).toBeLessThan(FIRST);
  });

  it("stores to the output only, from inputs at any place in the memory", () => {
    const { exports, floats } = instantiate<Kernels>("dist/elu.wasm");
    const values = normalFloats(5 * LANES);
    const gradOutput = new Float32Array(values.length).fill(1);
    for (const name of KERNEL_NAMES) {
      const results = name === "forward" ? elu(values) : eluBackward(gradOutput, values, { from: FROM[name] });
      for (let offset = 0; offset < LANES; offset++) {
        for (let length = 0; length <= values.length; length += LANES) {
          floats.fill(1, FIRST);
          const [input, output, gradients] = [FIRST + offset, FIRST + 100 - offset, FIRST + 200 + offset];
          floats.set(values.subarray(0, length), input);
          const expected = floats.slice();
          expected.set(results.subarray(0, length), output);
          if (name === "forward") exports.forward(input * 4, output * 4, length, 1, 1, 1);
          else exports[name](gradients * 4, input * 4, output * 4, length, 1, 1, 1);
          assertSameBits(floats, expected, `${name}, offset ${offset}, length ${length}:`);
        }
      }
    }
  });
});

describe("the baselines of the benches", () => {
  it.each([1, 0.3])("compute without SIMD the same bits, alpha = %f", (alpha) => {
    const input = negativeFloatsOfEveryBinade(20);
    const { exports, floats } = instantiate<Baselines>("build/baselines.wasm");
    floats.set(input, FIRST);
    exports.elu(START, START, input.length, alpha);
    assertSameBits(floats.slice(FIRST, FIRST + input.length), elu(input, { alpha }));
  });

  it("compute one vector at a time the same bits", () => {
    const input = negativeFloatsOfEveryBinade(20);
    const { exports, floats } = instantiate<Baselines>("build/baselines.wasm");
    floats.set(input, FIRST);
    exports.eluOneByOne(START, START, input.length, 1);
    assertSameBits(floats.slice(FIRST, FIRST + input.length), elu(input));
  });

  it("compute ReLU and copy", () => {
    const { exports, floats } = instantiate<Baselines>("build/baselines.wasm");
    floats.set([-1, 2, -3, 4, -5, 6, -7, 8], FIRST);
    exports.relu(START, START + 64, 8);
    expect(Array.from(floats.slice(FIRST + 16, FIRST + 24))).toEqual([0, 2, 0, 4, 0, 6, 0, 8]);
    exports.copy(START, START + 128, 8);
    expect(Array.from(floats.slice(FIRST + 32, FIRST + 40))).toEqual([-1, 2, -3, 4, -5, 6, -7, 8]);
  });
});
