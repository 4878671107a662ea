import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { lexer } from "marked";
import { beforeAll, describe, expect, it } from "vitest";
import { browsers } from "../harness/browsers/browsers.js";
import { HERMES, QUICKJS } from "../harness/interpreters/engines.mjs";
import { TASKS } from "../scripts/tasks.mjs";
import * as functions from "../src/index.js";
import { blocksIn, type Page, pageOf, pages } from "./documentation/pages.js";
import { needsTensorFlow, runBlock } from "./documentation/run-block.js";
import { documentedEngines } from "./engines/documented.js";
import { runtimes } from "./runtimes/runtimes.js";

const { scripts, exports } = JSON.parse(readFileSync("package.json", "utf8"));

const page = (path: string) => pages.find((page) => page.path === path) as Page;

/** The file and the anchor of a link in a page. */
function targetOf(path: string, link: string): { file: string; anchor: string | undefined } {
  const [file, anchor] = link.split("#");
  return { file: file ? normalize(join(dirname(path), file)) : path, anchor };
}

/** The folder in which the code of the pages runs, with the compiled AssemblyScript of the pages. */
const FOLDER = "build/documentation";

describe("the code of the documentation", () => {
  beforeAll(() => {
    mkdirSync(FOLDER, { recursive: true });
    for (const { code } of blocksIn("ts")) {
      const [, file] = /^\/\/ (\S+\.ts)$/m.exec(code) ?? [];
      if (file) writeFileSync(join(FOLDER, file), code);
    }
    const compilations = blocksIn("sh").filter(({ code }) => code.startsWith("npx asc "));
    for (const { code } of compilations) execFileSync("npx", code.split(" ").slice(1), { cwd: FOLDER });
  });

  it.each(blocksIn("js").filter((block) => !needsTensorFlow(block)))("runs: $name", (block) => {
    expect(() => runBlock(block, "prelude.mjs", `../../${FOLDER}`)).not.toThrow();
  });

  it("fails if a result differs from its comment", () => {
    const wrong = (code: string) => () => runBlock({ language: "js", code, line: 1 }, "prelude.mjs", `../../${FOLDER}`);
    expect(wrong("Float32Array.of(1); // Float32Array(1) [ 2 ]")).toThrow(/AssertionError/);
    expect(wrong("({}); // { name: 'js', reason: undefined }")).toThrow(/AssertionError/);
  });

  it("shows the signature of every function", () => {
    const [signatures] = blocksIn("ts").filter(({ name }) => name.startsWith("README.md"));
    expect(signatures.code.match(/^\w+(?=\()/gm)?.toSorted()).toEqual(Object.keys(functions).toSorted());
  });

  it("maps each entry point of a page without a bundler to an existing file", () => {
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

it("the table of engines in docs/setup.md has exactly the engines of the suites", () => {
  const tested = [...runtimes, ...browsers, HERMES, QUICKJS].map(({ name }) => name).concat("Node.js 24, ARM64");
  expect(documentedEngines.map(([name]) => name)).toEqual(tested.toSorted((a, b) => a.localeCompare(b, "en")));
});

describe("the links of the documentation", () => {
  const links = pages.flatMap(({ path, links }) => links.map((link) => ({ path, link })));

  it.each(links)("have a target: $link in $path", ({ path, link }) => {
    const { file, anchor } = targetOf(path, link);
    expect(existsSync(file), file).toBe(true);
    if (anchor !== undefined) expect(page(file).anchors).toContain(anchor);
  });

  it("of packed pages have packed files as targets", () => {
    const packed = execFileSync("npm", ["pack", "--dry-run", "--ignore-scripts", "--json"], { encoding: "utf8" });
    const [{ files }] = JSON.parse(packed) as [{ files: { path: string }[] }];
    const paths = files.map(({ path }) => path);
    const fromPacked = links.filter(({ path }) => paths.includes(path));
    expect(fromPacked.length).toBeGreaterThan(30);
    expect(fromPacked.filter(({ path, link }) => !paths.includes(targetOf(path, link).file))).toEqual([]);
  });
});

describe("the tables of the documentation", () => {
  it.each(pages)("have a row of dashes: $path", ({ text }) => {
    const paragraphs = lexer(text).filter(({ type }) => type === "paragraph");
    expect(paragraphs.filter(({ raw }) => raw.startsWith("|"))).toEqual([]);
  });
});

describe("the paths of the documentation", () => {
  const folders = readdirSync(".", { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const PATH = new RegExp(`^(${folders.map(({ name }) => name.replace(".", "\\.")).join("|")})/[\\w./-]*$`);
  const BUILT = /(^|\/)(dist|build|generated|node_modules)\//;

  /** The paths in backticks that exist neither in the root nor in the folder of the page. */
  function missingIn({ path, codes }: Page): string[] {
    const named = codes.filter((code) => PATH.test(code) && !BUILT.test(code));
    return named.filter((file) => !existsSync(file) && !existsSync(join(dirname(path), file)));
  }

  it.each(pages)("exist: $path", (page) => {
    expect(missingIn(page)).toEqual([]);
  });

  it("are found in backticks, and in no other text", () => {
    const page = pageOf("docs/page.md", "`src/index.ts`, `src/gone.ts` and [`test/gone/`](../README.md), not `a/b`");
    expect(missingIn(page)).toEqual(["src/gone.ts", "test/gone/"]);
  });
});

describe("the commands of the documentation", () => {
  const commands = pages.flatMap(({ text }) => [...text.matchAll(/npm run ([a-z:]+)(?: -- ([a-z][a-z0-9-]*))?/g)]);
  const known = [...new Set(commands.map(([command]) => command))].toSorted();

  it.each(known)("exist: %s", (command) => {
    const [, , script, , name] = command.split(" ");
    expect(Object.keys(scripts)).toContain(script);
    if (name) expect(Object.keys(TASKS[script] ?? {})).toContain(name);
  });

  /** Runs `npm run` with a command, on the built package. */
  function run(...command: string[]) {
    const env = { ...process.env, ELU_SIMD_BUILT: "1" };
    return spawnSync(process.execPath, ["scripts/run.mjs", ...command], { encoding: "utf8", env, timeout: 30_000 });
  }

  /** The commands that run a program of `npm run build`. */
  const programs = Object.entries(TASKS).flatMap(([script, tasks]) =>
    Object.entries(tasks)
      .filter(([, { needs, steps = [] }]) => !needs && steps[0]?.[0].startsWith("build/"))
      .map(([name]) => (name === "default" ? script : `${script} ${name}`)),
  );

  it.each(programs)("print their usage for --help and for an unknown option: %s", (command) => {
    const help = run(...command.split(" "), "--help");
    expect([help.status, help.stdout]).toEqual([0, expect.stringMatching(/^npm (start|run \w+)/)]);
    const unknown = run(...command.split(" "), "--unknown");
    expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining("\n\nnpm ")]);
  });

  it("list the tasks with names for --help", () => {
    const { stdout } = run("bench", "--help");
    for (const [name, { does }] of Object.entries(TASKS.bench)) {
      if (name !== "default") expect(stdout).toMatch(new RegExp(`^  ${name} +${does}$`, "m"));
    }
  });
});
