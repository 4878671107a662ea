import { defineConfig } from "vitest/config";

/** What takes 6 GiB of memory, arrays beyond 4 GiB, or has the process to itself: what calls allocate. */
export default defineConfig({
  test: { include: ["test/large/*.test.ts"], testTimeout: 300_000, pool: "forks" },
});
