import { defineConfig } from "vitest/config";

/** Arrays beyond 4 GiB: needs 6 GiB of memory, hence apart from the other tests. */
export default defineConfig({
  test: { include: ["test/large/*.test.ts"], testTimeout: 300_000, pool: "forks" },
});
