import { describe, expect, it } from "vitest";
import { selectBackend } from "../src/core/backend.js";
import { JS, WASM_SIMD } from "../src/core/builds.js";
import { eluWasm } from "../src/generated/elu-wasm.js";

/** What bundlers make of `import wasm from "./elu.wasm"`, beside a WebAssembly.Module. */
const IMPORTED: readonly (readonly [what: string, wasm: unknown])[] = [
  ["an address", "/assets/elu-3f2a.wasm"],
  ["an address with data in it", `data:application/wasm;base64,${Buffer.from(eluWasm, "hex").toString("base64")}`],
  ["bytes", Buffer.from(eluWasm, "hex")],
  ["a namespace", { default: undefined }],
  ["a function that instantiates", async () => ({ instance: { exports: {} } })],
  ["a lazy proxy", new Proxy(() => {}, { get: () => () => Promise.reject(new Error("not loaded")) })],
  ["nothing", undefined],
];

describe("where the bundler imports the module's file as", () => {
  it.each(IMPORTED)("%s, JavaScript computes, and the reason says so", (_, wasm) => {
    const { name, reason } = selectBackend([{ ...WASM_SIMD, wasm: wasm as WebAssembly.Module }], JS);
    expect(name).toBe("js");
    expect(reason).toMatch(/^the bundled \.wasm file: module must be a WebAssembly\.Module, got /);
  });
});
