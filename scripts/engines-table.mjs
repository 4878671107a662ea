/**
 * Compares the table of engines in docs/setup.md with the findings of the suites, and fails where it names other engines
 * or backends; `--suite NAME` compares the rows of that suite alone, `--write` writes the table. Versions may differ.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { markdownTable } from "markdown-table";
import { lexer } from "marked";

const PAGE = "docs/setup.md";
const FOUND = "build/engines";
const TABLE = /(?<=<!-- engines: npm run docs -- engines --write -->\n\n).*?(?=\n\n<!-- end of engines -->)/s;

const { values: options } = parseArgs({
  options: { write: { type: "boolean", default: false }, suite: { type: "string", multiple: true } },
});

const files = existsSync(FOUND) ? readdirSync(FOUND) : [];
const results = files.map((file) => JSON.parse(readFileSync(`${FOUND}/${file}`, "utf8")));
results.sort((a, b) => a.engine.localeCompare(b.engine, "en"));
const entryPoints = [...new Set(results.flatMap(({ chosen }) => Object.keys(chosen)))];
const table = markdownTable([
  ["engine", "version", "suite", ...entryPoints.map((name) => `\`${name}\``)],
  ...results.map(({ engine, version, suite, chosen }) => [
    engine,
    version,
    `\`${suite}\``,
    ...entryPoints.map((name) => `\`${chosen[name]}\``),
  ]),
]);

const page = readFileSync(PAGE, "utf8");
if (!TABLE.test(page)) throw new Error(`${PAGE} has no place for the table of engines`);

if (options.write) {
  writeFileSync(
    PAGE,
    page.replace(TABLE, () => table),
  );
} else {
  const [found, documented] = [table, page.match(TABLE)[0]].map(withoutVersions);
  const undocumented = found.filter((row) => !documented.includes(row));
  const unfound = documented.filter((row) => !found.includes(row));
  for (const row of undocumented) console.error(`found, and not in ${PAGE}: ${row}`);
  for (const row of unfound) console.error(`in ${PAGE}, and not found by any suite: ${row}`);
  if (undocumented.length + unfound.length > 0) process.exit(1);
  console.log(`${PAGE} agrees with what was found on ${found.length} engines`);
}

/** The rows of a table: engine, suite and backends. @param {string} markdown */
function withoutVersions(markdown) {
  const rows = lexer(markdown).flatMap((token) => (token.type === "table" ? token.rows : []));
  return rows
    .map((cells) => cells.map(({ text }) => text))
    .filter(([, , suite]) => options.suite?.includes(suite.replaceAll("`", "")) ?? true)
    .map(([engine, , ...found]) => [engine, ...found].join(", "));
}
