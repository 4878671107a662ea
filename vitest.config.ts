import { defineConfig } from "vitest/config";

const setupFiles = ["test/support/setup.ts"];

/** What is promised of every backend, once more where the engine does not fuse a relaxed multiply-add. */
const BOUNDS = ["test/contract.test.ts", "test/unfused/*.test.ts"];

export default defineConfig({
  test: {
    pool: "forks",
    projects: [
      { test: { name: "fused", include: ["test/*.test.ts"], setupFiles } },
      { test: { name: "unfused", include: BOUNDS, setupFiles, execArgv: ["--no-enable-fma3"] } },
    ],
  },
});
