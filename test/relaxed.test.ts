import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createElu, elu } from "../src/index.js";
import type { Kernels } from "../src/kernels.js";
import * as relaxed from "../src/relaxed.js";
import { expectSameBits, normalFloats } from "./floats.js";
import { RealWebAssembly, withWebAssembly } from "./web-assembly.js";

/** An engine without the proposals that `isRefused` names by the module's size. */
function refuse(isRefused: (bytes: Uint8Array) => boolean): void {
  withWebAssembly({
    validate: (bytes: Uint8Array) => !isRefused(bytes),
    Module: class {
      constructor(bytes: Uint8Array<ArrayBuffer>) {
        if (isRefused(bytes)) throw new RealWebAssembly.CompileError("invalid opcode");
        // biome-ignore lint/correctness/noConstructorReturn: it stands in for the real constructor
        return new RealWebAssembly.Module(bytes);
      }
    },
  });
}

const relaxedBytes = readFileSync("dist/elu-relaxed.wasm");
const isRelaxed = (bytes: Uint8Array) => bytes.length === relaxedBytes.length;

afterEach(() => vi.unstubAllGlobals());

describe("elu-simd/relaxed", () => {
  it("runs on relaxed SIMD where the engine has it", () => {
    expect(relaxed.getBackend()).toEqual({ name: "wasm-relaxed-simd", reason: undefined });
  });

  it("has every function of elu-simd", async () => {
    expect(Object.keys(relaxed).toSorted()).toEqual(Object.keys(await import("../src/index.js")).toSorted());
    const x = normalFloats(10);
    const { elu, selu, celu, eluBackward, seluBackward, celuBackward } = relaxed;
    for (const forward of [elu, selu, celu]) expect(forward(x)).toHaveLength(10);
    for (const backward of [eluBackward, seluBackward, celuBackward]) expect(backward(x, x)).toHaveLength(10);
    expect(relaxed.createArena(3).capacity).toBe(3);
  });

  it("falls to the deterministic kernels where the engine has no relaxed SIMD, and says why", () => {
    refuse(isRelaxed);
    const fallen = relaxed.createElu();
    expect(fallen.getBackend()).toEqual({
      name: "wasm-simd",
      reason: "this engine has no WebAssembly relaxed SIMD (CompileError: invalid opcode)",
    });
    const x = normalFloats(100);
    expectSameBits(fallen.elu(x), elu(x));
    expect(() => relaxed.createElu({ backend: "wasm-relaxed-simd" })).toThrow(
      "this engine has no WebAssembly relaxed SIMD (CompileError: invalid opcode)",
    );
  });

  it("falls to JavaScript where there is no SIMD at all, and says why for both", () => {
    refuse(() => true);
    expect(relaxed.createElu().getBackend()).toEqual({
      name: "js",
      reason:
        "this engine has no WebAssembly relaxed SIMD (CompileError: invalid opcode); " +
        "this engine has no WebAssembly SIMD (CompileError: invalid opcode)",
    });
    vi.stubGlobal("WebAssembly", undefined);
    expect(relaxed.createElu().getBackend()).toEqual({ name: "js", reason: "this engine has no WebAssembly" });
  });

  it.each([
    ["in the last bits is taken", 1 + 2 ** -22, "wasm-relaxed-simd"],
    ["in the sixth digit is not", 1 + 2 ** -17, "wasm-simd"],
  ])("that answers otherwise %s", (_, factor, expected) => {
    const memoryOf = (imports: { env: { memory: WebAssembly.Memory } }) => new Float32Array(imports.env.memory.buffer);
    withWebAssembly({
      Instance: class {
        readonly exports;
        constructor(module: WebAssembly.Module, imports: { env: { memory: WebAssembly.Memory } }) {
          const real = new RealWebAssembly.Instance(module, imports).exports as unknown as Kernels;
          const isFirst = ++instances === 1;
          const forward: Kernels["forward"] = (input, output, ...rest) => {
            real.forward(input, output, ...rest);
            if (isFirst) memoryOf(imports)[output / 4] *= factor;
          };
          this.exports = { ...real, forward };
        }
      },
    });
    let instances = 0;
    expect(relaxed.createElu().getBackend().name).toBe(expected);
  });

  it("takes its module compiled", () => {
    const module = new RealWebAssembly.Module(relaxedBytes);
    refuse(() => true);
    expect(relaxed.createElu({ module }).getBackend().name).toBe("wasm-relaxed-simd");
  });

  it("runs on the other backends where they are asked for", () => {
    expect(relaxed.createElu({ backend: "wasm-simd" }).getBackend()).toEqual({ name: "wasm-simd", reason: undefined });
    expect(relaxed.createElu({ backend: "js" }).getBackend().name).toBe("js");
  });

  it("is the only entry point with relaxed SIMD", () => {
    expect(() => createElu({ backend: "wasm-relaxed-simd" })).toThrow(
      new RangeError('createElu: backend must be "auto", "wasm-simd" or "js", got the string "wasm-relaxed-simd"'),
    );
  });
});
