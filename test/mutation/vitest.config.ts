import { defineConfig } from "vitest/config";

/** The unit tests, but for those of the packed package, which holds the build and never sees a mutant. */
export default defineConfig({
  test: { include: ["test/*.test.ts"], exclude: ["test/package.test.ts"], setupFiles: ["test/support/setup.ts"] },
});
