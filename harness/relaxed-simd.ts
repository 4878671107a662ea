import { setFlagsFromString } from "node:v8";

/**
 * Switches relaxed SIMD on where the engine has it behind a flag, Node 20; Node 22 and newer have it in any case, and
 * some of them refuse the flag. To be called before a module with relaxed SIMD is compiled.
 */
export function enableRelaxedSimd(): void {
  if (process.version.startsWith("v20.")) setFlagsFromString("--experimental-wasm-relaxed-simd");
}
