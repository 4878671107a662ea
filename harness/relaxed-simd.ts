import { setFlagsFromString } from "node:v8";

/** The flags that turn relaxed SIMD on: Node 20 needs one; newer versions need none, and some refuse it. */
export const RELAXED_SIMD_FLAGS: readonly string[] = process.version.startsWith("v20.")
  ? ["--experimental-wasm-relaxed-simd"]
  : [];

/** Turns relaxed SIMD on. Call it before a module with relaxed SIMD is compiled. */
export function enableRelaxedSimd(): void {
  for (const flag of RELAXED_SIMD_FLAGS) setFlagsFromString(flag);
}
