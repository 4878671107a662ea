/** Replaces parts of WebAssembly, to imitate engines that lack them. */
import { vi } from "vitest";
import type { Kernels } from "../../src/core/kernels.js";

/** The WebAssembly of this engine, without replaced parts. */
export const RealWebAssembly = WebAssembly;

/** Replaces parts of WebAssembly until `vi.unstubAllGlobals()`. */
export function withWebAssembly({ Module = RealWebAssembly.Module, ...parts }: Record<string, unknown>): void {
  const { imports } = RealWebAssembly.Module;
  vi.stubGlobal("WebAssembly", {
    Module: Object.assign(Module as object, { imports }),
    Instance: RealWebAssembly.Instance,
    Memory: RealWebAssembly.Memory,
    validate: RealWebAssembly.validate,
    ...parts,
  });
}

/** A constructor that throws `error`. */
export function throwing(error: Error): unknown {
  return function Constructor() {
    throw error;
  };
}

/** Imitates an engine that cannot compile the modules for which `isRefused` returns true. */
export function refuseModules(isRefused: (bytes: Uint8Array) => boolean): void {
  withWebAssembly({
    validate: (bytes: Uint8Array) => !isRefused(bytes),
    Module: function Module(bytes: Uint8Array<ArrayBuffer>) {
      if (isRefused(bytes)) throw new RealWebAssembly.CompileError("invalid opcode");
      return new RealWebAssembly.Module(bytes);
    },
  });
}

/** Replaces the kernels of every instance by `replaced`, which gets the real kernels and all floats of their memory. */
export function replaceKernels(replaced: (real: Kernels, memory: () => Float32Array) => Kernels): void {
  withWebAssembly({
    Instance: function Instance(module: WebAssembly.Module, imports: { env: { memory: WebAssembly.Memory } }) {
      const { exports } = new RealWebAssembly.Instance(module, imports);
      return { exports: replaced(exports as unknown as Kernels, () => new Float32Array(imports.env.memory.buffer)) };
    },
  });
}

/** The opcode of f32x4.relaxed_madd: a prefix, and 0x105 in LEB128. */
const RELAXED_MADD = "fd8502";

/** Whether a module contains relaxed SIMD. */
export function isRelaxed(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).toString("hex").includes(RELAXED_MADD);
}
