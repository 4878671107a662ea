/** The table of engines in docs/setup.md, with which the suites compare what they find. */
import { readFileSync } from "node:fs";
import { lexer, type Tokens } from "marked";
import { expect } from "vitest";
import type { Report } from "./report.js";

const PAGE = new URL("../../docs/setup.md", import.meta.url);
const [engines] = lexer(readFileSync(PAGE, "utf8")).filter(
  (token): token is Tokens.Table => token.type === "table" && token.header[0].text === "engine",
);

/** The table as text: in each row an engine, its version, the suite that runs on it, and what it computes with. */
export const documentedEngines = engines.rows.map((cells) => cells.map(({ text }) => text));

/**
 * Expects a row in which each entry point has the backend that the suite found, on an engine that calls itself
 * `version`. The documented version may differ.
 */
export function expectDocumented(suite: string, engine: string, version: string, { entryPoints, pool }: Report): void {
  const [number] = /\d[\d.-]*\d/.exec(version) ?? [version];
  const threads = pool.threads > 1 ? pool.backend : `${pool.backend}, one thread`;
  const found = [suite, ...entryPoints.map(({ chosen }) => chosen.name), threads].map((code) => `\`${code}\``);
  const documented = documentedEngines.find(([name]) => name === engine);
  expect(documented?.with(1, number), "the row of docs/setup.md").toEqual([engine, number, ...found]);
}
