import { defineConfig } from "vitest/config";

/** What takes a minute and 6 GiB of memory: arrays beyond 4 GiB, and every float there is. */
export default defineConfig({
  test: { include: ["test/large/*.test.ts"], testTimeout: 300_000, pool: "forks" },
});
