import { defineConfig } from "vitest/config";

/** The adapter in browsers. */
export default defineConfig({
  test: {
    include: ["test/tfjs/browsers/*.test.ts"],
    pool: "forks",
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
