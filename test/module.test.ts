import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Baselines, FIRST_BYTE, instantiate, memoryFor } from "../reference/built-modules.js";
import { elu, eluBackward } from "../src/index.js";
import { KERNEL_NAMES, type Kernels, LANES } from "../src/kernels.js";
import { expectSameBits, negativeFloatsOfEveryBinade, normalFloats } from "./floats.js";

/** The exports of a built module over a memory of some pages, and that memory. */
function load<Exports>(path: string): { exports: Exports; floats: Float32Array } {
  const memory = memoryFor(100_000);
  return { exports: instantiate(readFileSync(path), memory), floats: new Float32Array(memory.buffer) };
}

const START = FIRST_BYTE / 4;
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

  it("keeps its constants within the reserved bytes", () => {
    const { floats } = load<Kernels>("dist/elu.wasm");
    expect(floats.findLastIndex((value) => value !== 0)).toBeLessThan(START);
  });

  it("stores to the output only, from inputs at any place in the memory", () => {
    const { exports, floats } = load<Kernels>("dist/elu.wasm");
    const values = normalFloats(5 * LANES);
    const gradOutput = new Float32Array(values.length).fill(1);
    for (const name of KERNEL_NAMES) {
      const results = name === "forward" ? elu(values) : eluBackward(gradOutput, values, { from: FROM[name] });
      for (let offset = 0; offset < LANES; offset++) {
        for (let length = 0; length <= values.length; length += LANES) {
          floats.fill(1, START);
          const [input, output, gradients] = [START + offset, START + 100 - offset, START + 200 + offset];
          floats.set(values.subarray(0, length), input);
          const expected = floats.slice();
          expected.set(results.subarray(0, length), output);
          if (name === "forward") exports.forward(input * 4, output * 4, length, 1, 1, 1);
          else exports[name](gradients * 4, input * 4, output * 4, length, 1, 1, 1);
          expectSameBits(floats, expected, `${name}, offset ${offset}, length ${length}:`);
        }
      }
    }
  });
});

describe("the baselines of the benches", () => {
  it.each([1, 0.3])("compute without SIMD the same bits, alpha = %f", (alpha) => {
    const input = negativeFloatsOfEveryBinade(20);
    const { exports, floats } = load<Baselines>("build/baselines.wasm");
    floats.set(input, START);
    exports.elu(FIRST_BYTE, FIRST_BYTE, input.length, alpha);
    expectSameBits(floats.slice(START, START + input.length), elu(input, { alpha }));
  });

  it("compute one vector at a time the same bits", () => {
    const input = negativeFloatsOfEveryBinade(20);
    const { exports, floats } = load<Baselines>("build/baselines.wasm");
    floats.set(input, START);
    exports.eluOneByOne(FIRST_BYTE, FIRST_BYTE, input.length, 1);
    expectSameBits(floats.slice(START, START + input.length), elu(input));
  });

  it("compute ReLU and copy", () => {
    const { exports, floats } = load<Baselines>("build/baselines.wasm");
    floats.set([-1, 2, -3, 4, -5, 6, -7, 8], START);
    exports.relu(FIRST_BYTE, FIRST_BYTE + 64, 8);
    expect(Array.from(floats.slice(START + 16, START + 24))).toEqual([0, 2, 0, 4, 0, 6, 0, 8]);
    exports.copy(FIRST_BYTE, FIRST_BYTE + 128, 8);
    expect(Array.from(floats.slice(START + 32, START + 40))).toEqual([-1, 2, -3, 4, -5, 6, -7, 8]);
  });
});
