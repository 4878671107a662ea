import { setFlagsFromString } from "node:v8";

/** What a Node needs to have relaxed SIMD: Node 20 has it behind a flag, newer ones always, and some refuse the flag. */
export const RELAXED_SIMD_FLAGS: readonly string[] = process.version.startsWith("v20.")
  ? ["--experimental-wasm-relaxed-simd"]
  : [];

/** Switches relaxed SIMD on, if it is called before a module with relaxed SIMD is compiled. */
export function enableRelaxedSimd(): void {
  for (const flag of RELAXED_SIMD_FLAGS) setFlagsFromString(flag);
}
