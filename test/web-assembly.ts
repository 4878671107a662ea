import { vi } from "vitest";

/** What the engine has, for tests that take parts of it away. */
export const RealWebAssembly = WebAssembly;

/** Replaces parts of WebAssembly until `vi.unstubAllGlobals()`. */
export function withWebAssembly(parts: Record<string, unknown>): void {
  vi.stubGlobal("WebAssembly", {
    Module: RealWebAssembly.Module,
    Instance: RealWebAssembly.Instance,
    Memory: RealWebAssembly.Memory,
    validate: RealWebAssembly.validate,
    ...parts,
  });
}
