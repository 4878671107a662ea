/**
 * Compares the table of engines in docs/loading.md with what test:runtimes and test:browsers found, and fails where it
 * names other engines or backends; `--write` writes it. Versions may differ: those of Debian's browsers move on.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const PAGE = "docs/loading.md";
const FOUND = "build/engines";
const TABLE = /(?<=<!-- engines: npm run engines -- --write -->\n\n).*?(?=\n\n<!-- end of engines -->)/s;

const { values: options } = parseArgs({ options: { write: { type: "boolean", default: false } } });

const files = existsSync(FOUND) ? readdirSync(FOUND) : [];
const results = files.map((file) => JSON.parse(readFileSync(`${FOUND}/${file}`, "utf8")));
results.sort((a, b) => a.engine.localeCompare(b.engine, "en"));
const entryPoints = [...new Set(results.flatMap(({ chosen }) => Object.keys(chosen)))];
const table = [
  ["engine", "version", ...entryPoints.map((name) => `\`${name}\``)],
  ["---", "---", ...entryPoints.map(() => "---")],
  ...results.map(({ engine, version, chosen }) => [
    engine,
    version,
    ...entryPoints.map((name) => `\`${chosen[name]}\``),
  ]),
];

const page = readFileSync(PAGE, "utf8");
if (!TABLE.test(page)) throw new Error(`${PAGE} has no place for the table of engines`);

if (options.write) {
  writeFileSync(
    PAGE,
    page.replace(TABLE, () => table.map((cells) => `| ${cells.join(" | ")} |`).join("\n")),
  );
} else {
  const told = page
    .match(TABLE)[0]
    .split("\n")
    .map((line) => line.slice(2, -2).split(" | "));
  const withoutVersion = (rows) => rows.map(([engine, , ...backends]) => [engine, ...backends].join(", "));
  const [untold, unfound] = [
    [table, told],
    [told, table],
  ].map(([rows, others]) => withoutVersion(rows).filter((row) => !withoutVersion(others).includes(row)));
  for (const row of untold) console.error(`found, and not in ${PAGE}: ${row}`);
  for (const row of unfound) console.error(`in ${PAGE}, and not found by test:runtimes or test:browsers: ${row}`);
  if (untold.length + unfound.length > 0) process.exit(1);
  console.log(`${PAGE} tells what was found on ${results.length} engines`);
}
