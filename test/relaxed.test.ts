import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createElu, elu } from "../src/index.js";
import * as relaxed from "../src/relaxed.js";
import { assertSameBits } from "./contract/assert.js";
import { normalFloats } from "./contract/inputs.js";
import { isRelaxed, RealWebAssembly, refuseModules, replaceKernels } from "./support/web-assembly.js";

afterEach(() => vi.unstubAllGlobals());

const NO_RELAXED_SIMD = "this engine has no WebAssembly relaxed SIMD (CompileError: invalid opcode)";

describe("elu-simd/relaxed", () => {
  it("runs on relaxed SIMD where the engine has it", () => {
    expect(relaxed.getBackend()).toEqual({ name: "wasm-relaxed-simd", reason: undefined });
  });

  it("falls to the deterministic kernels where the engine has no relaxed SIMD, and says why", () => {
    refuseModules(isRelaxed);
    const fallen = relaxed.createElu();
    expect(fallen.getBackend()).toEqual({ name: "wasm-simd", reason: NO_RELAXED_SIMD });
    const x = normalFloats(100);
    assertSameBits(fallen.elu(x), elu(x));
    expect(() => relaxed.createElu({ backend: "wasm-relaxed-simd" })).toThrow(NO_RELAXED_SIMD);
  });

  it("falls to exact JavaScript where there is WebAssembly without SIMD, and says why for both", () => {
    refuseModules(() => true);
    const reason = `${NO_RELAXED_SIMD}; this engine has no WebAssembly SIMD (CompileError: invalid opcode)`;
    expect(relaxed.createElu().getBackend()).toEqual({ name: "js", reason });
  });

  it("takes the engine's own exponential where there is no WebAssembly, which means no compiler", () => {
    vi.stubGlobal("WebAssembly", undefined);
    expect(relaxed.createElu().getBackend()).toEqual({ name: "js-relaxed", reason: "this engine has no WebAssembly" });
  });

  it.each([
    ["in the last bits is taken", 1 + 2 ** -22, "wasm-relaxed-simd"],
    ["in the sixth digit is not", 1 + 2 ** -17, "wasm-simd"],
  ])("that answers otherwise %s", (_, factor, expected) => {
    let instances = 0;
    replaceKernels((real, memory) => {
      const isFirst = ++instances === 1;
      const forward: typeof real.forward = (input, output, ...rest) => {
        real.forward(input, output, ...rest);
        if (isFirst) memory()[output / 4] *= factor;
      };
      return { ...real, forward };
    });
    expect(relaxed.createElu().getBackend().name).toBe(expected);
  });

  it("takes its module compiled", () => {
    const module = new RealWebAssembly.Module(readFileSync("dist/elu-relaxed.wasm"));
    refuseModules(() => true);
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
