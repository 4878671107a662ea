import { defineConfig } from "vitest/config";

/** What takes a minute and 6 GiB of memory: arrays beyond 4 GiB, and a sweep over every float that matters. */
export default defineConfig({
  test: { include: ["test/large/*.test.ts"], testTimeout: 300_000, pool: "forks" },
});
