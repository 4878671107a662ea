import { defineConfig, mergeConfig } from "vitest/config";
import viteConfig from "./vite.config.js";

export default mergeConfig(
  viteConfig,
  defineConfig({
    test: {
      include: ["test/**/*.test.ts"],
      pool: "forks",
      testTimeout: 60_000,
      // Browsers and the machine have two cores: one file at a time.
      fileParallelism: false,
    },
  }),
);
