/** Creates WebAssembly instances: compiles a build of the module, allocates a memory, and instantiates. */

import type { BackendName } from "./api.js";
import { type Constants, importsConstants, kernelImports } from "./kernel-imports.js";
import type { Kernels, WasmBuild } from "./kernels.js";
import { checkModule } from "./validate.js";

/** Bytes in a page, the unit of a linear memory's size. */
export const PAGE_BYTES = 65536;

type Convert = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>;

/** The first hexadecimal digits of every module. */
const MAGIC = "0061736d";

/**
 * Compiles a build, whose bytes `convert` may change first. `WebAssembly.validate` is not enough: under a content
 * security policy, valid bytes still fail to compile.
 */
export function compile({ name, wasm, constants }: WasmBuild, convert: Convert = (bytes) => bytes): WebAssembly.Module {
  if (typeof WebAssembly === "undefined") throw new Error("this engine has no WebAssembly");
  if (typeof wasm !== "string" || !wasm.startsWith(MAGIC)) {
    // A bundler may import .wasm files as an address, bytes or the exports of an instance instead of a module.
    checkModule("the bundled .wasm file", wasm);
    if (!importsConstants(wasm, constants)) {
      throw new Error("the WebAssembly module is not that of this version of elu-simd");
    }
    return wasm;
  }
  const bytes = convert(bytesOf(wasm));
  try {
    return new WebAssembly.Module(bytes);
  } catch (cause) {
    throw new Error(`${whyNotCompiled(name, bytes, cause)} (${message(cause)})`, { cause });
  }
}

function whyNotCompiled(name: BackendName, bytes: Uint8Array<ArrayBuffer>, cause: unknown): string {
  if (!WebAssembly.validate(bytes)) {
    return `this engine has no WebAssembly ${name === "wasm-relaxed-simd" ? "relaxed SIMD" : "SIMD"}`;
  }
  // Chrome 91 to 113.
  if (cause instanceof RangeError) return "this browser compiles modules of more than 4 kB in workers only";
  return "this host forbids compiling WebAssembly";
}

/** Decodes four bytes at a time: byte by byte, a cold engine takes three times as long. */
function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  const length = hex.length / 2;
  const view = new DataView(new ArrayBuffer(length + 3));
  for (let i = 0; i < length; i += 4) {
    view.setUint32(i, Number.parseInt(hex.slice(2 * i, 2 * i + 8).padEnd(8, "0"), 16));
  }
  return new Uint8Array(view.buffer, 0, length);
}

/** Allocates a memory of at least `bytes` bytes, which never grows. */
export function allocateMemory(bytes: number, kind: "" | "shared " = ""): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: kind !== "" });
  } catch (cause) {
    throw new Error(`no ${kind}WebAssembly memory is available (${message(cause)})`, { cause });
  }
}

/** Creates the kernels of a module over `memory`. The module imports `constants`. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory, constants: Constants): Kernels {
  try {
    return new WebAssembly.Instance(module, kernelImports(memory, constants)).exports as unknown as Kernels;
  } catch (cause) {
    throw new Error(`the WebAssembly module cannot be instantiated (${message(cause)})`, { cause });
  }
}

/** Describes a thrown value, for a reason in parentheses. */
export function message(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
