/** WebAssembly as engines have it that lack parts of it. */
import { vi } from "vitest";
import type { Kernels } from "../../src/core/kernels.js";

/** What this engine has, for tests that take parts of it away. */
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

/** An engine without what those modules need. */
export function refuseModules(isRefused: (bytes: Uint8Array) => boolean): void {
  withWebAssembly({
    validate: (bytes: Uint8Array) => !isRefused(bytes),
    Module: function Module(bytes: Uint8Array<ArrayBuffer>) {
      if (isRefused(bytes)) throw new RealWebAssembly.CompileError("invalid opcode");
      return new RealWebAssembly.Module(bytes);
    },
  });
}

/** An engine whose instances are `replaced`, which is given the real kernels and all floats of their memory. */
export function replaceKernels(replaced: (real: Kernels, memory: () => Float32Array) => Kernels): void {
  withWebAssembly({
    Instance: function Instance(module: WebAssembly.Module, imports: { env: { memory: WebAssembly.Memory } }) {
      const { exports } = new RealWebAssembly.Instance(module, imports);
      return { exports: replaced(exports as unknown as Kernels, () => new Float32Array(imports.env.memory.buffer)) };
    },
  });
}

/** f32x4.relaxed_madd: a prefix, and 0x105 as LEB128. */
const RELAXED_MADD = "fd8502";

/** Whether a module has relaxed SIMD in it. */
export function isRelaxed(bytes: Uint8Array): boolean {
  return Buffer.from(bytes).toString("hex").includes(RELAXED_MADD);
}
