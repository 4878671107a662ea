import { defineConfig } from "vitest/config";

/** TensorFlow.js' own specs. */
export default defineConfig({
  test: { include: ["test/tfjs/specs/*.test.ts"], pool: "forks", testTimeout: 900_000 },
});
