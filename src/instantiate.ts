/** Makes WebAssembly instances: compiles a build of the module, allocates a linear memory, and brings them together. */
import { isOfThisVersion, kernelImports } from "./kernel-imports.js";
import { GROUP_LENGTH, type Instance, type Kernels, type WasmBuild } from "./kernels.js";

/** Bytes by which the size of a linear memory is told. */
export const PAGE_BYTES = 65536;

/** The module of a build. Only compiling tells: a content security policy refuses it although the same bytes validate. */
export function compile({ name, wasm }: WasmBuild): WebAssembly.Module {
  if (typeof WebAssembly === "undefined") throw new Error("this engine has no WebAssembly");
  if (typeof wasm !== "string") return wasm;
  const bytes = new Uint8Array(wasm.length / 2);
  for (let i = 0; i < wasm.length; i++) {
    const code = wasm.charCodeAt(i);
    // A digit has its value in four bits; a letter is nine more.
    bytes[i >> 1] = (bytes[i >> 1] << 4) | ((code & 15) + 9 * (code >> 6));
  }
  try {
    return new WebAssembly.Module(bytes);
  } catch (cause) {
    const feature = name === "wasm-simd" ? "SIMD" : "relaxed SIMD";
    const what = WebAssembly.validate(bytes)
      ? "this host forbids compiling WebAssembly"
      : `this engine has no WebAssembly ${feature}`;
    throw new Error(`${what} (${message(cause)})`, { cause });
  }
}

/** A memory of so many bytes at least, which never grows. */
export function allocateMemory(bytes: number, kind: "" | "shared " = ""): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: kind !== "" });
  } catch (cause) {
    throw new Error(`no ${kind}WebAssembly memory can be had (${message(cause)})`, { cause });
  }
}

/** The kernels of a module over that memory. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Instance {
  if (!isOfThisVersion(module)) throw new Error("the WebAssembly module is not that of this version of elu-simd");
  try {
    const { exports } = new WebAssembly.Instance(module, kernelImports(memory));
    return { kernels: exports as unknown as Kernels, memory: memory.buffer, group: GROUP_LENGTH };
  } catch (cause) {
    throw new Error(`the WebAssembly module cannot be instantiated (${message(cause)})`, { cause });
  }
}

/** What was thrown, for a reason in parentheses. */
export function message(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
