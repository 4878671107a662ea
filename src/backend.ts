/**
 * Gets something to compute with: the WebAssembly module over a memory of its own or, where that cannot be had,
 * its JavaScript twin over plain memory, with the reason.
 */
import { eluWasmBase64 } from "./generated/elu-wasm.js";
import { createJsKernels } from "./js-kernels.js";
import { KERNEL_NAMES, type Kernels } from "./kernels.js";
import { checkKnownAnswers } from "./known-answers.js";
import { STAGING_BYTES } from "./staging.js";

/** The backends, the fastest first: WebAssembly SIMD and JavaScript. */
export type BackendName = "wasm-simd" | "js";

/** Kernels, and the linear memory that they work on. It never grows. */
export interface Backend {
  readonly name: BackendName;
  /** Why a faster backend is not in use; undefined where the fastest is. */
  readonly reason: string | undefined;
  readonly kernels: Kernels;
  readonly memory: ArrayBuffer;
}

const PAGE_BYTES = 65536;

/**
 * The backend of that name, or an Error with its cause where it cannot be had; for "auto" the fastest that can.
 * `module` stands in for the bytes in this package.
 */
export function selectBackend(choice: BackendName | "auto", module?: WebAssembly.Module): Backend {
  if (choice === "js") return jsBackend("the js backend was asked for");
  if (choice === "wasm-simd") return wasmBackend(module);
  try {
    return wasmBackend(module);
  } catch (error) {
    return jsBackend((error as Error).message);
  }
}

function jsBackend(reason: string): Backend {
  const memory = new ArrayBuffer(STAGING_BYTES);
  return { name: "js", reason, kernels: createJsKernels(memory), memory };
}

function wasmBackend(module?: WebAssembly.Module): Backend {
  if (typeof WebAssembly === "undefined") throw new Error("this engine has no WebAssembly");
  const memory = allocateMemory();
  const kernels = instantiate(module ?? compile(), memory);
  checkKnownAnswers(kernels, memory.buffer);
  return { name: "wasm-simd", reason: undefined, kernels, memory: memory.buffer };
}

/** Only compiling tells: a content security policy refuses it although the same bytes validate. */
function compile(): WebAssembly.Module {
  const bytes = Uint8Array.from(atob(eluWasmBase64), (character) => character.charCodeAt(0));
  try {
    return new WebAssembly.Module(bytes);
  } catch (cause) {
    const what = WebAssembly.validate(bytes)
      ? "this host forbids compiling WebAssembly"
      : "this engine has no WebAssembly SIMD";
    throw new Error(`${what} (${message(cause)})`, { cause });
  }
}

function allocateMemory(): WebAssembly.Memory {
  const pages = Math.ceil(STAGING_BYTES / PAGE_BYTES);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch (cause) {
    throw new Error(`no WebAssembly memory can be had (${message(cause)})`, { cause });
  }
}

function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  let exports: WebAssembly.Exports;
  try {
    exports = new WebAssembly.Instance(module, { env: { memory } }).exports;
  } catch (cause) {
    throw new Error(`the WebAssembly module cannot be instantiated (${message(cause)})`, { cause });
  }
  if (KERNEL_NAMES.some((name) => typeof exports[name] !== "function")) {
    throw new Error("the WebAssembly module is not that of this package");
  }
  return exports as unknown as Kernels;
}

function message(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
