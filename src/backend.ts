/**
 * Gets something to compute with: the first of the WebAssembly builds that this engine can run, over a memory of its
 * own, or their JavaScript twin over plain memory, with the reason.
 */
import { createJsKernels } from "./js-kernels.js";
import { KERNEL_NAMES, type Kernels } from "./kernels.js";
import { checkKnownAnswers } from "./known-answers.js";
import { WORKSPACE_BYTES } from "./workspace.js";

/** The backends, the fastest first: WebAssembly with relaxed SIMD and with SIMD, and JavaScript. */
export type BackendName = "wasm-relaxed-simd" | "wasm-simd" | "js";

/** A build of the module. */
export interface WasmBuild {
  readonly name: BackendName;
  /**
   * Its bytes, two digits each: these compress better than base64, which tears bytes apart. Or the module, where the
   * host compiles it from a file (scripts/bundle.mjs).
   */
  readonly wasm: string | WebAssembly.Module;
}

/** Kernels, and the linear memory that they work on. It never grows. */
export interface Instance {
  readonly kernels: Kernels;
  readonly memory: ArrayBufferLike;
}

export interface Backend {
  readonly name: BackendName;
  /** Why a faster backend is not in use; undefined where the fastest is. */
  readonly reason: string | undefined;
  /** One that is there already, with the memory that a workspace takes. */
  readonly instance: Instance;
  /** Another one, with a memory of so many bytes at least. Throws where it cannot be had. */
  readonly instantiate: (bytes: number) => Instance;
}

/** Of a linear memory. */
export const PAGE_BYTES = 65536;

/**
 * The backend of that name, or an Error with its cause where it cannot be had; for "auto" the first that can. `builds`
 * are the WebAssembly backends there are, the fastest first. `module` stands in for the bytes of the one that is tried
 * first.
 */
export function selectBackend(
  builds: readonly WasmBuild[],
  choice: BackendName | "auto",
  module?: WebAssembly.Module,
): Backend {
  if (choice === "js") return jsBackend("the js backend was asked for");
  if (choice !== "auto") return wasmBackend(builds.filter(({ name }) => name === choice)[0], undefined, module);
  const reasons: string[] = [];
  for (const [k, build] of builds.entries()) {
    try {
      return wasmBackend(build, reasons[0], k === 0 ? module : undefined);
    } catch (error) {
      reasons.push((error as Error).message);
    }
  }
  return jsBackend([...new Set(reasons)].join("; "));
}

function jsBackend(reason: string): Backend {
  const instantiate = (bytes: number): Instance => {
    const memory = new ArrayBuffer(bytes);
    return { kernels: createJsKernels(memory), memory };
  };
  return { name: "js", reason, instance: instantiate(WORKSPACE_BYTES), instantiate };
}

function wasmBackend(build: WasmBuild, reason?: string, given?: WebAssembly.Module): Backend {
  if (typeof WebAssembly === "undefined") throw new Error("this engine has no WebAssembly");
  const module = given ?? moduleOf(build);
  const instantiate = (bytes: number): Instance => {
    const memory = allocateMemory(bytes);
    return { kernels: instantiateModule(module, memory), memory: memory.buffer };
  };
  const instance = instantiate(WORKSPACE_BYTES);
  checkKnownAnswers(build.name, instance.kernels, instance.memory);
  return { name: build.name, reason, instance, instantiate };
}

/** The module of a build, compiled. */
export function moduleOf({ name, wasm }: WasmBuild): WebAssembly.Module {
  return typeof wasm === "string" ? compile(name, wasm) : wasm;
}

/** Only compiling tells: a content security policy refuses it although the same bytes validate. */
function compile(name: BackendName, hex: string): WebAssembly.Module {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16);
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

function allocateMemory(bytes: number): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE_BYTES);
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch (cause) {
    throw new Error(`no WebAssembly memory can be had (${message(cause)})`, { cause });
  }
}

export function instantiateModule(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
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

/** What was thrown, for a reason in parentheses. */
export function message(cause: unknown): string {
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
}
