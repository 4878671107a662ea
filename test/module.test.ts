import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { elu } from "../src/index.js";
import { type Kernels, RESERVED_BYTES } from "../src/kernels.js";
import { expectSameBits, negativeFloatsOfEveryBinade, normalFloats } from "./floats.js";

interface Baselines extends Kernels {
  relu(input: number, output: number, length: number): void;
  copy(input: number, output: number, length: number): void;
}

/** The exports of a built module over a memory of some pages, and that memory. */
function instantiate<Exports>(path: string): { exports: Exports; floats: Float32Array } {
  const memory = new WebAssembly.Memory({ initial: 8 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(path)), { env: { memory } });
  return { exports: exports as unknown as Exports, floats: new Float32Array(memory.buffer) };
}

const START = RESERVED_BYTES / 4;

describe("the module", () => {
  const bytes = readFileSync("dist/elu.wasm");

  it("is under 4,096 bytes, so that browsers compile it synchronously", () => {
    expect(bytes.length).toBeLessThan(4096);
  });

  it("imports nothing but its memory and exports nothing but kernels", () => {
    const module = new WebAssembly.Module(bytes);
    expect(WebAssembly.Module.imports(module)).toMatchObject([{ module: "env", name: "memory", kind: "memory" }]);
    expect(WebAssembly.Module.exports(module)).toMatchObject([{ name: "elu", kind: "function" }]);
  });

  it("keeps its constants within the reserved bytes", () => {
    const { floats } = instantiate<Kernels>("dist/elu.wasm");
    expect(floats.findLastIndex((value) => value !== 0)).toBeLessThan(START);
  });

  it("stores to the output only, from an input at any place in the memory", () => {
    const { exports, floats } = instantiate<Kernels>("dist/elu.wasm");
    const values = normalFloats(23);
    const results = elu(values);
    for (let offset = 0; offset < 4; offset++) {
      for (let length = 0; length <= values.length; length++) {
        floats.fill(9, START);
        const input = START + offset;
        const output = START + 100 - offset;
        floats.set(values.subarray(0, length), input);
        const expected = floats.slice();
        expected.set(results.subarray(0, length), output);
        exports.elu(input * 4, output * 4, length, 1);
        expectSameBits(floats, expected, `offset ${offset}, length ${length}:`);
      }
    }
  });
});

describe("the baselines of the benches", () => {
  it.each([1, 0.3])("compute without SIMD the same bits, alpha = %f", (alpha) => {
    const input = negativeFloatsOfEveryBinade(20);
    const results = ["dist/elu.wasm", "build/baselines.wasm"].map((path) => {
      const { exports, floats } = instantiate<Kernels>(path);
      floats.set(input, START);
      exports.elu(RESERVED_BYTES, RESERVED_BYTES, input.length, alpha);
      return floats.slice(START, START + input.length);
    });
    expectSameBits(results[1], results[0]);
  });

  it("compute ReLU and copy", () => {
    const { exports, floats } = instantiate<Baselines>("build/baselines.wasm");
    floats.set([-1, 2, -3, 4, -5, 6, -7], START);
    exports.relu(RESERVED_BYTES, RESERVED_BYTES + 64, 7);
    expect(Array.from(floats.slice(START + 16, START + 24))).toEqual([0, 2, 0, 4, 0, 6, 0, 0]);
    exports.copy(RESERVED_BYTES, RESERVED_BYTES + 128, 7);
    expect(Array.from(floats.slice(START + 32, START + 40))).toEqual([-1, 2, -3, 4, -5, 6, -7, 0]);
  });
});
