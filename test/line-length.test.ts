import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import { expect, it } from "vitest";

const MOST_COLUMNS = 120;

/** Folders that hold no source files. */
const SKIPPED = new Set([".git", "node_modules", "build", "dist", "generated"]);

/** The start of a comment line by extension. .ci/run has no extension. */
const SLASHES = /^\s*(\/\/|\/\*|\*)/;
const HASH = /^\s*#/;
const COMMENTS: Readonly<Record<string, RegExp>> = {
  ...{ ".ts": SLASHES, ".mts": SLASHES, ".cts": SLASHES, ".mjs": SLASHES, ".cjs": SLASHES, ".css": SLASHES },
  ...{ ".yml": HASH, ".py": HASH, "": HASH },
};

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

/** Lines of prose and of comments that are too long, without counting addresses. Tables and code may be longer. */
function longLinesIn(path: string, text: string): string[] {
  const isMarkdown = extname(path) === ".md";
  const comment = COMMENTS[extname(path)];
  const prose = isMarkdown ? text.replace(/^```.*?^```/gms, (block) => block.replace(/.+/g, "")) : text;
  return prose.split("\n").flatMap((line, k) => {
    const counts = isMarkdown ? !line.startsWith("|") : comment?.test(line);
    const columns = line.replace(/\]\([^)]*\)/g, "]").replace(/https?:\/\/\S+/g, "").length;
    return counts && columns > MOST_COLUMNS ? [`${path}:${k + 1} has ${line.length} columns`] : [];
  });
}

it("lines of Markdown and of comments have at most 120 columns", () => {
  const files = filesIn(".");
  expect(files.map((file) => basename(file))).toEqual(expect.arrayContaining(["README.md", "elu.ts", "run", "ci.yml"]));
  expect(files.flatMap((file) => longLinesIn(file, readFileSync(file, "utf8")))).toEqual([]);
});

it("lines that are too long are found in prose and comments, and in no other text", () => {
  const long = "word ".repeat(25);
  const address = `https://example.org/${"path/".repeat(25)}`;
  const page = ["```", long, "```", long, `| ${long} |`, `[link](${address})`, address].join("\n");
  expect(longLinesIn("page.md", page)).toEqual(["page.md:4 has 125 columns"]);
  const source = [`const text = "${long}";`, `  // ${long}`, ` * ${long}`, `// ${address}`].join("\n");
  expect(longLinesIn("source.ts", source)).toEqual(["source.ts:2 has 130 columns", "source.ts:3 has 128 columns"]);
  expect(longLinesIn(".ci/run", `# ${long}\n${long}`)).toEqual([".ci/run:1 has 127 columns"]);
});
