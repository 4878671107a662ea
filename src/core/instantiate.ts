/** Makes WebAssembly instances: compiles a build of the module, allocates a linear memory, and brings them together. */
import { isOfThisVersion, kernelImports } from "./kernel-imports.js";
import { GROUP_LENGTH, type Instance, type Kernels, type WasmBuild } from "./kernels.js";

/** Bytes by which the size of a linear memory is told. */
export const PAGE_BYTES = 65536;

/** The module of a build. Only compiling tells: a content security policy refuses it although the same bytes validate. */
export function compile({ name, wasm }: WasmBuild): WebAssembly.Module {
  if (typeof WebAssembly === "undefined") throw new Error("this engine has no WebAssembly");
  if (typeof wasm !== "string") {
    if (!isOfThisVersion(wasm)) throw new Error("the WebAssembly module is not that of this version of elu-simd");
    return wasm;
  }
  const bytes = bytesOf(wasm);
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

/** Those that the digits stand for, read four at a time: byte by byte takes engines that just start thrice as long. */
function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  const length = hex.length / 2;
  const view = new DataView(new ArrayBuffer(length + 3));
  for (let i = 0; i < length; i += 4) {
    view.setUint32(i, Number.parseInt(hex.slice(2 * i, 2 * i + 8).padEnd(8, "0"), 16));
  }
  return new Uint8Array(view.buffer, 0, length);
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
