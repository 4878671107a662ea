import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { selectBackend } from "../src/core/backend.js";
import { JS, WASM_SIMD } from "../src/core/builds.js";
import type { Kernels } from "../src/core/kernels.js";
import { eluWasm } from "../src/generated/elu-wasm.js";
import {
  celu,
  celuBackward,
  createArena,
  createElu,
  type Elu,
  elu,
  eluBackward,
  getBackend,
  selu,
  seluBackward,
} from "../src/index.js";
import { assertSameBits, assertThrows } from "./contract/assert.js";
import { inputsOf } from "./contract/inputs.js";
import { operations } from "./contract/operations.js";
import { RealWebAssembly, refuseModules, replaceKernels, throwing, withWebAssembly } from "./support/web-assembly.js";

const input = Float32Array.of(-3, -0.1, 5);

const WRONG_ANSWERS = "the WebAssembly kernels give wrong results here: the bits differ from those of the build";

/** Makes `kernel` return 0 as the first float of every result if `isWrong` returns true for its parameters. */
function breakKernel(kernel: keyof Kernels, isWrong: (alpha: number, scale: number, divisor: number) => boolean): void {
  replaceKernels((real, memory) => ({
    ...real,
    [kernel](...args: number[]): void {
      (real[kernel] as (...args: number[]) => void)(...args);
      const [output, , alpha, scale, divisor] = args.slice(-5);
      if (isWrong(alpha, scale, divisor)) memory()[output / 4] = 0;
    },
  }));
}

afterEach(() => vi.unstubAllGlobals());

describe("on this engine", () => {
  it("calls run in WebAssembly SIMD", () => {
    const forward = vi.fn();
    replaceKernels((real) => ({ ...real, forward: forward.mockImplementation(real.forward) }));
    const { elu, getBackend } = createElu();
    expect(getBackend()).toEqual({ name: "wasm-simd", reason: undefined });
    forward.mockClear();
    elu(input);
    expect(forward).toHaveBeenCalledTimes(1);
  });

  it("the package's functions give the results of those of createElu", () => {
    const own: Elu = { elu, selu, celu, eluBackward, seluBackward, celuBackward, createArena, getBackend };
    expect(getBackend()).toEqual({ name: "wasm-simd", reason: undefined });
    const made = createElu();
    for (const { title, arity, run } of operations) {
      const inputs = inputsOf(arity, 100);
      assertSameBits(run(own, inputs), run(made, inputs), title);
    }
    expect(own.createArena(3).alloc(3)).toEqual(new Float32Array(3));
  });
});

describe.each<[cause: string, reason: string, prepare: () => void]>([
  ["there is no WebAssembly", "this engine has no WebAssembly", () => vi.stubGlobal("WebAssembly", undefined)],
  [
    "compiling is forbidden",
    "this host forbids compiling WebAssembly (CompileError: refused by policy)",
    () => withWebAssembly({ Module: throwing(new RealWebAssembly.CompileError("refused by policy")) }),
  ],
  [
    "the engine has no SIMD",
    "this engine has no WebAssembly SIMD (CompileError: invalid opcode)",
    () => refuseModules(() => true),
  ],
  [
    "no memory is available",
    "no WebAssembly memory is available (RangeError: could not allocate memory)",
    () => withWebAssembly({ Memory: throwing(new RangeError("could not allocate memory")) }),
  ],
  [
    "the instance cannot be made",
    "the WebAssembly module cannot be instantiated (LinkError: bad import)",
    () => withWebAssembly({ Instance: throwing(new RealWebAssembly.LinkError("bad import")) }),
  ],
  ["a kernel gives a wrong answer", WRONG_ANSWERS, () => breakKernel("forward", () => true)],
])("if %s", (_, reason, prepare) => {
  it("the functions run in JavaScript, and report the reason", () => {
    const expected = createElu({ backend: "js" }).elu(input, { alpha: 1.3 });
    prepare();
    const fallen = createElu();
    expect(fallen.getBackend()).toEqual({ name: "js", reason });
    expect(fallen.elu(input, { alpha: 1.3 })).toEqual(expected);
  });

  it("createElu for wasm-simd throws the reason, with the engine's error as its cause", () => {
    prepare();
    const [, cause] = /\((\w+Error: .*)\)$/.exec(reason) ?? [];
    const thrown = assertThrows(() => createElu({ backend: "wasm-simd" }), Error, reason);
    expect(thrown.cause && String(thrown.cause)).toBe(cause);
  });

  it("createElu for js works, and reports the request as the reason", () => {
    prepare();
    expect(createElu({ backend: "js" }).getBackend().reason).toBe("the js backend was asked for");
  });
});

describe.each(["forward", "backwardFromInput", "backwardFromOutput"] as const)("a wrong answer of %s", (kernel) => {
  it.each<[string, (alpha: number, scale: number, divisor: number) => boolean]>([
    ["ELU with a power of two as alpha", (alpha, scale, divisor) => alpha === 1 && scale === 1 && divisor === 1],
    ["ELU with any other alpha", (alpha, scale) => alpha !== 1 && alpha !== 2 && scale === 1],
    ["SELU", (_, scale) => scale !== 1],
    ["CELU", (_alpha, _scale, divisor) => divisor !== 1],
  ])("is detected for %s", (_, isWrong) => {
    breakKernel(kernel, isWrong);
    expect(createElu().getBackend()).toEqual({ name: "js", reason: WRONG_ANSWERS });
  });
});

it.each([
  ["the last bit of a result", 0],
  ["a float after the end of a result", 5],
])("a kernel that changes %s is refused", (_, place) => {
  replaceKernels((real, memory) => ({
    ...real,
    forward(input, out, length, ...numbers) {
      real.forward(input, out, length, ...numbers);
      if (length === 5) new Uint32Array(memory().buffer)[out / 4 + place] ^= 1;
    },
  }));
  expect(createElu().getBackend()).toEqual({ name: "js", reason: WRONG_ANSWERS });
});

it("the package is imported without WebAssembly, and instantiates its module once, at the first call", async () => {
  vi.stubGlobal("WebAssembly", undefined);
  vi.resetModules();
  const fresh = await import("../src/index.js");
  const instances = vi.fn((real: Kernels) => real);
  replaceKernels(instances);
  expect(fresh.getBackend().name).toBe("wasm-simd");
  fresh.elu(input);
  fresh.elu(input);
  expect(instances).toHaveBeenCalledTimes(1);
});

describe("a compiled module", () => {
  it("replaces the bytes, for hosts that forbid compiling", () => {
    const module = new RealWebAssembly.Module(readFileSync("dist/elu.wasm"));
    withWebAssembly({ Module: throwing(new RealWebAssembly.CompileError("refused by policy")) });
    expect(createElu({ module }).getBackend()).toEqual({ name: "wasm-simd", reason: undefined });
  });

  it("may be a build's module, as in the bundles for workerd", () => {
    const wasm = new RealWebAssembly.Module(readFileSync("dist/elu.wasm"));
    withWebAssembly({ Module: throwing(new RealWebAssembly.CompileError("refused by policy")) });
    expect(selectBackend([{ ...WASM_SIMD, wasm }], JS)).toMatchObject({ name: "wasm-simd", reason: undefined });
  });

  const bytes = readFileSync("dist/elu.wasm");

  it.each([
    ["another program", Buffer.of(0, 97, 115, 109, 1, 0, 0, 0)],
    // Its kernels write past the end of an array of 5 floats.
    ["version 0.2.0", Buffer.from(bytes.toString("latin1").replaceAll("\u0002v3\u0001", "\u0002v2\u0001"), "latin1")],
  ])("from %s is refused, and auto falls back to JavaScript", (_, other) => {
    const module = new RealWebAssembly.Module(other);
    expect(() => createElu({ backend: "wasm-simd", module })).toThrow(
      "the WebAssembly module is not that of this version of elu-simd",
    );
    expect(createElu({ module }).getBackend().name).toBe("js");
  });
});

describe("if a bundler imports the module's file as", () => {
  it.each<[form: string, wasm: unknown]>([
    ["a URL", "/assets/elu-3f2a.wasm"],
    ["a data URL", `data:application/wasm;base64,${Buffer.from(eluWasm, "hex").toString("base64")}`],
    ["bytes", Buffer.from(eluWasm, "hex")],
    ["a namespace", { default: undefined }],
    ["a function that instantiates", async () => ({ instance: { exports: {} } })],
    ["a lazy proxy", new Proxy(() => {}, { get: () => () => Promise.reject(new Error("not loaded")) })],
    ["nothing", undefined],
  ])("%s, JavaScript computes, and the reason names the bundled file", (_, wasm) => {
    const { name, reason } = selectBackend([{ ...WASM_SIMD, wasm: wasm as WebAssembly.Module }], JS);
    expect(name).toBe("js");
    expect(reason).toMatch(/^the bundled \.wasm file: module must be a WebAssembly\.Module, got /);
  });
});

describe("a result that cannot be allocated", () => {
  it("throws a RangeError with its number of floats, and the engine's error as its cause", () => {
    const { elu } = createElu();
    const cause = new RangeError("Array buffer allocation failed");
    vi.stubGlobal("Float32Array", throwing(cause));
    const message = "elu: no memory for a result of 3 floats; out takes an array to reuse";
    expect(() => elu(input)).toThrow(expect.objectContaining({ name: "RangeError", message, cause }));
  });
});
