/** The table of engines in docs/setup.md, with which the suites compare their reports. */
import { readFileSync } from "node:fs";
import { lexer, type Tokens } from "marked";
import { expect } from "vitest";
import type { Report } from "./report.js";

const PAGE = new URL("../../docs/setup.md", import.meta.url);
const [engines] = lexer(readFileSync(PAGE, "utf8")).filter(
  (token): token is Tokens.Table => token.type === "table" && token.header[0].text === "engine",
);

/** The cells of each row: an engine, its version, the suite that runs on it, and the backend of each entry point. */
export const documentedEngines = engines.rows.map((cells) => cells.map(({ text }) => text));

/** Expects the row of `engine` to have the backends of the report. The documented version may differ from `version`. */
export function expectDocumented(suite: string, engine: string, version: string, { entryPoints, pool }: Report): void {
  const [number] = /\d[\d.-]*\d/.exec(version) ?? [version];
  const threads = pool.threads > 1 ? pool.backend : `${pool.backend}, one thread`;
  const cells = [suite, ...entryPoints.map(({ chosen }) => chosen.name), threads].map((code) => `\`${code}\``);
  const documented = documentedEngines.find(([name]) => name === engine);
  expect(documented?.with(1, number), "the row of docs/setup.md").toEqual([engine, number, ...cells]);
}
