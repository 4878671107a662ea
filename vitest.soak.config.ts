import { defineConfig } from "vitest/config";

/** Pools under fire, in a process of their own: in Node for ten minutes, or as many as SOAK_MINUTES says, and in browsers. */
export default defineConfig({
  test: {
    include: ["test/soak/*.test.ts"],
    setupFiles: ["test/support/setup.ts"],
    pool: "forks",
    fileParallelism: false,
  },
});
