import { defineConfig } from "vitest/config";

/** Pools under fire, in a process of its own: for ten minutes, or as many as SOAK_MINUTES says. */
export default defineConfig({
  test: { include: ["test/soak/*.test.ts"], setupFiles: ["test/support/setup.ts"], pool: "forks" },
});
