import { defineConfig } from "vitest/config";

/** The adapter on a real TensorFlow.js. */
export default defineConfig({
  test: { include: ["test/tfjs/*.test.ts"], pool: "forks" },
});
