import { defineConfig } from "vitest/config";

/** The published package on real engines: `--project` takes the suite of one folder, whose programs are installed. */
export default defineConfig({
  test: {
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: ["runtimes", "arm64", "interpreters", "bundlers", "edge", "published", "browsers"].map((name) => ({
      extends: true,
      test: { name, include: [`test/${name}/*.test.ts`] },
    })),
  },
});
