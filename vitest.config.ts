import { defineConfig } from "vitest/config";

/** Node 20 has relaxed SIMD behind a flag, which Node 22 and newer no longer need, and Node 26 refuses. */
const relaxedSimd = process.version.startsWith("v20.") ? ["--experimental-wasm-relaxed-simd"] : [];

/** What is promised of every backend, once more where the engine does not fuse a relaxed multiply-add. */
const BOUNDS = ["test/values.test.ts", "test/gradients.test.ts", "test/unfused/*.test.ts"];

export default defineConfig({
  test: {
    pool: "forks",
    projects: [
      { test: { name: "fused", include: ["test/*.test.ts"], execArgv: relaxedSimd } },
      { test: { name: "unfused", include: BOUNDS, execArgv: [...relaxedSimd, "--no-enable-fma3"] } },
    ],
  },
});
