import { defineConfig, mergeConfig } from "vitest/config";
import viteConfig from "./vite.config.js";

export default mergeConfig(
  viteConfig,
  defineConfig({
    test: {
      include: ["test/**/*.test.ts"],
      pool: "forks",
      testTimeout: 60_000,
      // A browser waits more than it computes: two files at a time on two cores.
      maxWorkers: 2,
    },
  }),
);
