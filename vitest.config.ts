import { defineConfig } from "vitest/config";

/** Tests that pack the package or start programs: `npm test` runs them, `npm run check` does not. */
const BUILT = "test/{documentation,examples,package,pool-failures,pool-hosts,pool-mocked-timers,pool-turns}.test.ts";

/** Milliseconds: a test of a second takes many on a machine that is slow and busy. */
const LIMIT = 120_000;
const setup = { setupFiles: ["test/support/setup.ts"], testTimeout: LIMIT, hookTimeout: LIMIT };

/** The tests of `npm test`. */
export default defineConfig({
  test: {
    pool: "forks",
    // Vitest leaves one core to itself by default: on two cores, the tests then take 1.7 times as long.
    maxWorkers: "100%",
    projects: [
      { test: { name: "unit", include: ["test/*.test.ts"], exclude: [BUILT], ...setup } },
      { test: { name: "built", include: [BUILT], ...setup, globalSetup: "test/package/pack.ts" } },
      // Relaxed SIMD on an engine that does not fuse multiply-adds.
      { test: { name: "unfused", include: ["test/unfused/*.test.ts"], ...setup, execArgv: ["--no-enable-fma3"] } },
    ],
  },
});
