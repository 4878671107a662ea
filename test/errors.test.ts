import { afterEach, describe, expect, it, vi } from "vitest";
import { createElu } from "../src/index.js";

const input = Float32Array.of(-1, -2, -3);

describe("a result that cannot be allocated", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("is a RangeError that says how many floats, with the engine's own as its cause", () => {
    const { elu } = createElu();
    const cause = new RangeError("Array buffer allocation failed");
    vi.stubGlobal("Float32Array", function Exhausted() {
      throw cause;
    });
    const message = "elu: no memory for a result of 3 floats; out takes an array to reuse";
    expect(() => elu(input)).toThrow(expect.objectContaining({ name: "RangeError", message, cause }));
  });
});

describe("createElu", () => {
  it.each([
    [{ backend: "webgpu" }, RangeError, 'backend must be "auto", "wasm-simd" or "js", got the string "webgpu"'],
    ["js", TypeError, 'options must be an object such as { backend: "js" }, got the string "js"'],
    [{ module: new Uint8Array(8) }, TypeError, "module must be a WebAssembly.Module, got Uint8Array"],
  ])("refuses %o", (options, type, words) => {
    expect(() => createElu(options as never)).toThrow(new type(`createElu: ${words}`));
  });
});
