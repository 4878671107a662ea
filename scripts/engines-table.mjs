/**
 * Compares the table of engines in docs/setup.md with what the suites that run engines found, and fails where it
 * names other engines or backends; `--write` writes it. Versions may differ: those of Debian's browsers move on.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { markdownTable } from "markdown-table";

const PAGE = "docs/setup.md";
const FOUND = "build/engines";
const TABLE = /(?<=<!-- engines: npm run docs -- engines --write -->\n\n).*?(?=\n\n<!-- end of engines -->)/s;

const { values: options } = parseArgs({ options: { write: { type: "boolean", default: false } } });

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
  const [found, told] = [table, page.match(TABLE)[0]].map(withoutVersions);
  const untold = found.filter((row) => !told.includes(row));
  const unfound = told.filter((row) => !found.includes(row));
  for (const row of untold) console.error(`found, and not in ${PAGE}: ${row}`);
  for (const row of unfound) console.error(`in ${PAGE}, and not found by any suite: ${row}`);
  if (untold.length + unfound.length > 0) process.exit(1);
  console.log(`${PAGE} tells what was found on ${results.length} engines`);
}

/** The rows of a table below its head: engine, suite and backends. */
function withoutVersions(table) {
  return table
    .split("\n")
    .slice(2)
    .map((line) => {
      const [, engine, , ...found] = line.split("|").map((cell) => cell.trim());
      return [engine, ...found.slice(0, -1)].join(", ");
    });
}
