import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { type Page, pages } from "./documentation/markdown.js";
import { needsTensorFlow, runBlock } from "./documentation/run-block.js";

const { scripts, exports } = JSON.parse(readFileSync("package.json", "utf8"));

/** A program starts for each block, threads in some of them, while other tests keep the machine busy. */
const PATIENCE = { timeout: 60_000 };

const page = (path: string) => pages.find((page) => page.path === path) as Page;

/** Every block in that language, under the name of the place where it is. */
function blocksIn(language: string) {
  return pages.flatMap(({ path, blocks }) =>
    blocks.filter((block) => block.language === language).map((block) => ({ ...block, name: `${path}:${block.line}` })),
  );
}

/** The file and the anchor that a link of a page leads to. */
function targetOf(path: string, link: string): { file: string; anchor: string | undefined } {
  const [file, anchor] = link.split("#");
  return { file: file ? normalize(join(dirname(path), file)) : path, anchor };
}

describe("the code of the documentation", () => {
  it.each(blocksIn("js").filter((block) => !needsTensorFlow(block)))("runs: $name", PATIENCE, (block) => {
    expect(() => runBlock(block, "prelude.mjs", "../..")).not.toThrow();
  });

  it("is compared with the results in its comments", PATIENCE, () => {
    const wrong = (code: string) => () => runBlock({ language: "js", code, line: 1 }, "prelude.mjs", "../..");
    expect(wrong("elu(Float32Array.of(1)); // Float32Array [2]")).toThrow(/AssertionError/);
    expect(wrong('getBackend(); // { name: "js", reason: undefined }')).toThrow(/AssertionError/);
  });

  it("maps each entry point of a page without a bundler to a file that is there", () => {
    const maps = blocksIn("html").map(({ code }) => /<script type="importmap">(.*?)<\/script>/s.exec(code)?.[1]);
    const [map, ...others] = maps.filter((map) => map !== undefined);
    expect(others).toEqual([]);
    const { imports } = JSON.parse(map) as { imports: Record<string, string> };
    for (const [name, file] of Object.entries(imports)) {
      const { default: expected } = exports[name.replace("elu-simd", ".")];
      expect(file).toBe(expected.replace(".", "./node_modules/elu-simd"));
      expect(existsSync(expected)).toBe(true);
    }
  });
});

describe("the links of the documentation", () => {
  const links = pages.flatMap(({ path, links }) => links.map((link) => ({ path, link })));

  it.each(links)("lead somewhere: $link in $path", ({ path, link }) => {
    const { file, anchor } = targetOf(path, link);
    expect(existsSync(file), file).toBe(true);
    if (anchor !== undefined) expect(page(file).anchors).toContain(anchor);
  });

  it("lead from README to what the package holds", PATIENCE, () => {
    const packed = execFileSync("npm", ["pack", "--dry-run", "--ignore-scripts", "--json"], { encoding: "utf8" });
    const [{ files }] = JSON.parse(packed) as [{ files: { path: string }[] }];
    const targets = page("README.md").links.map((link) => targetOf("README.md", link).file);
    expect(targets.length).toBeGreaterThan(10);
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(targets));
  });
});

describe("the commands of the documentation", () => {
  /** The names that an npm script takes, by script; none where it takes no name. */
  const names = Object.fromEntries(Object.keys(scripts).map((script) => [script, namesOf(script)]));

  function namesOf(script: string): string[] {
    const [, group] = /scripts\/run\.mjs (\w+)/.exec(scripts[script]) ?? [];
    if (!group) return [];
    const { stderr } = spawnSync(process.execPath, ["scripts/run.mjs", group, "?"], { encoding: "utf8" });
    return stderr.trim().split(": ")[1].split(", ");
  }

  const commands = pages.flatMap(({ text }) => [...text.matchAll(/npm run ([a-z:]+)(?: -- ([a-z][a-z0-9-]*))?/g)]);
  const known = [...new Set(commands.map(([command]) => command))].toSorted();

  it.each(known)("exist: %s", (command) => {
    const [, , script, , name] = command.split(" ");
    expect(Object.keys(scripts)).toContain(script);
    if (name) expect(names[script]).toContain(name);
  });
});
