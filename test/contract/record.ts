/** Keeps what the suites found, for the table of engines in the docs (scripts/engines.mjs). */
import { mkdirSync, writeFileSync } from "node:fs";
import type { Report } from "./contract.js";

/** Writes which backend each entry point computes with on an engine, to `build/engines/`. */
export function record(suite: string, engine: string, { agent, entryPoints }: Report): void {
  const chosen = Object.fromEntries(entryPoints.map(({ name, chosen }) => [name, chosen.name]));
  mkdirSync("build/engines", { recursive: true });
  writeFileSync(`build/engines/${engine}.json`, `${JSON.stringify({ suite, engine, agent, chosen }, null, 2)}\n`);
}
