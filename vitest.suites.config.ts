import { defineConfig } from "vitest/config";
import { SUITES } from "./scripts/tasks.mjs";

/** The suites that take longer, one project each: `npm run test:suite -- NAME...`. */
export default defineConfig({
  test: {
    // Only here and not for each project, so that the package is packed once for all of them.
    globalSetup: "test/package/pack.ts",
    projects: Object.entries(SUITES).flatMap(([name, { tests, env = {}, alone = false }]) => {
      if (tests === undefined) return [];
      // Milliseconds: some tests take minutes on an idle machine.
      const limits = { testTimeout: 900_000, hookTimeout: 900_000, ...(alone && { maxWorkers: 1 }) };
      const setup = { pool: "forks" as const, setupFiles: "test/support/setup.ts", env };
      return { test: { name, include: [tests], ...setup, ...limits, sequence: { groupOrder: alone ? 1 : 0 } } };
    }),
  },
});
