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
  it("runs on relaxed SIMD if the engine has it", () => {
    expect(relaxed.getBackend()).toEqual({ name: "wasm-relaxed-simd", reason: undefined });
  });

  it("falls back to the deterministic kernels if the engine has no relaxed SIMD, and reports the reason", () => {
    refuseModules(isRelaxed);
    const fallback = relaxed.createElu();
    expect(fallback.getBackend()).toEqual({ name: "wasm-simd", reason: NO_RELAXED_SIMD });
    const x = normalFloats(100);
    assertSameBits(fallback.elu(x), elu(x));
    expect(() => relaxed.createElu({ backend: "wasm-relaxed-simd" })).toThrow(NO_RELAXED_SIMD);
  });

  it("falls back to exact JavaScript if WebAssembly has no SIMD, and reports both reasons", () => {
    refuseModules(() => true);
    const reason = `${NO_RELAXED_SIMD}; this engine has no WebAssembly SIMD (CompileError: invalid opcode)`;
    expect(relaxed.createElu().getBackend()).toEqual({ name: "js", reason });
  });

  it("uses the engine's exponential if there is no WebAssembly, which means no compiler", () => {
    vi.stubGlobal("WebAssembly", undefined);
    expect(relaxed.createElu().getBackend()).toEqual({ name: "js-relaxed", reason: "this engine has no WebAssembly" });
  });

  it.each([
    ["the last bits is accepted", 1 + 2 ** -22, "wasm-relaxed-simd"],
    ["the sixth digit is refused", 1 + 2 ** -17, "wasm-simd"],
  ])("with known answers that differ in %s", (_, factor, expected) => {
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

  it("accepts its compiled module", () => {
    const module = new RealWebAssembly.Module(readFileSync("dist/elu-relaxed.wasm"));
    refuseModules(() => true);
    expect(relaxed.createElu({ module }).getBackend().name).toBe("wasm-relaxed-simd");
  });

  it("runs on the other backends on request", () => {
    expect(relaxed.createElu({ backend: "wasm-simd" }).getBackend()).toEqual({ name: "wasm-simd", reason: undefined });
    expect(relaxed.createElu({ backend: "js" }).getBackend().name).toBe("js");
  });

  it("is the only entry point with relaxed SIMD", () => {
    expect(() => createElu({ backend: "wasm-relaxed-simd" })).toThrow(
      new RangeError('createElu: backend must be "auto", "wasm-simd" or "js", got the string "wasm-relaxed-simd"'),
    );
  });
});
