import { defineConfig } from "vitest/config";

/** A million calls of each function, where `npm test` makes some thousands. */
export default defineConfig({
  test: { include: ["test/fuzz.test.ts"], setupFiles: ["test/support/setup.ts"], env: { FUZZ_CALLS: "1000000" } },
});
