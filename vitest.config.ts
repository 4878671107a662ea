import { defineConfig } from "vitest/config";

/** Tests that pack the package or start programs: `npm test` runs them, `npm run check` does not. */
const BUILT = "test/{documentation,examples,package,pool-failures,pool-hosts,pool-mocked-timers,pool-turns}.test.ts";

const setupFiles = ["test/support/setup.ts"];

/** The tests of `npm test`. */
export default defineConfig({
  test: {
    pool: "forks",
    projects: [
      { test: { name: "unit", include: ["test/*.test.ts"], exclude: [BUILT], setupFiles } },
      { test: { name: "built", include: [BUILT], setupFiles, globalSetup: "test/package/pack.ts" } },
      // Relaxed SIMD on an engine that does not fuse multiply-adds.
      { test: { name: "unfused", include: ["test/unfused/*.test.ts"], setupFiles, execArgv: ["--no-enable-fma3"] } },
    ],
  },
});
