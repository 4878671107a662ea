/** Keeps what the suites found, for the table of engines in the docs (scripts/engines-table.mjs). */
import { mkdirSync, writeFileSync } from "node:fs";
import type { Report } from "./report.js";

/** Writes to `build/engines/` which backend each entry point computes with on an engine that calls itself `version`. */
export function record(suite: string, engine: string, version: string, { entryPoints, pool }: Report): void {
  const chosen: Record<string, string> = Object.fromEntries(entryPoints.map(({ name, chosen }) => [name, chosen.name]));
  chosen["elu-simd/threads"] = pool.threads > 1 ? pool.backend : `${pool.backend}, one thread`;
  const [number] = /\d[\d.-]*\d/.exec(version) ?? [version];
  mkdirSync("build/engines", { recursive: true });
  writeFileSync(
    `build/engines/${engine}.json`,
    `${JSON.stringify({ engine, version: number, suite, chosen }, null, 2)}\n`,
  );
}
