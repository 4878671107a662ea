import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { SourceMap, type SourceMapping } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { copyToBreak, installPackage } from "../package/installed.js";

const ROOT = join(import.meta.dirname, "../..");
const REFERENCE = join(ROOT, "docs/reference/typedoc.config.mjs");
const folder = installPackage();
const packageIn = (folder: string) => join(folder, "node_modules/elu-simd");
const installed = packageIn(folder);

/** Exports that are not modules. They have no types, because hosts give them different ones (docs/setup.md). */
const NOT_MODULES = ["elu.wasm", "elu-relaxed.wasm", "elu-exact.wasm", "threads/worker.js"];

/** Runs a program of installs/checkers. Throws its output if it finds a fault. */
function run(name: string, ...args: string[]): void {
  const program = join(ROOT, "installs/checkers/node_modules/.bin", name);
  try {
    execFileSync(program, args, { encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(stdout + stderr);
  }
}

const publint = (folder: string) => run("publint", "run", packageIn(folder), "--strict");
const attw = (tarball: string) => run("attw", tarball, "--exclude-entrypoints", ...NOT_MODULES);
const typedoc = (options: string) => run("typedoc", "--options", options, "--emit", "none");

/** The path of the tarball that `npm pack` has written to the folder. */
function tarballIn(folder: string): string {
  return join(folder, readdirSync(folder).filter((file) => file.endsWith(".tgz"))[0]);
}

/** The paths of all files below a folder, relative to it. */
function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
}

/** The sources that the package's source maps name, but the package does not contain. */
function sourcesMissing(installed: string): string[] {
  return filesIn(installed)
    .filter((file) => file.endsWith(".map"))
    .flatMap((map) => {
      const { sources, sourceRoot = "" } = JSON.parse(readFileSync(join(installed, map), "utf8"));
      return (sources as string[])
        .filter((source) => !existsSync(join(dirname(join(installed, map)), sourceRoot, source)))
        .map((source) => `${map}: ${source}`);
    });
}

describe("the published package", () => {
  it("passes publint", () => {
    expect(() => publint(folder)).not.toThrow();
  });

  it("passes arethetypeswrong for every module", () => {
    expect(() => attw(tarballIn(folder))).not.toThrow();
  });

  it("has a docstring for every public symbol, and no broken links", () => {
    expect(() => typedoc(REFERENCE)).not.toThrow();
  });

  it("contains bundles, modules, types, maps, sources, documentation, and nothing else", () => {
    const files = filesIn(installed);
    expect(files.filter((file) => !/^(dist|src)\/|^docs\/[\w-]+\.(md|svg)$/.test(file)).toSorted()).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "SECURITY.md",
      "package.json",
    ]);
    const known = /^dist\/.*(\.c?js|\.c?js\.map|\.wasm|\.d\.c?ts|\.d\.ts\.map)$|^src\/.*\.ts$/;
    expect(files.filter((file) => /^(dist|src)\//.test(file) && !known.test(file))).toEqual([]);
    const withoutSource = files.filter(
      (file) => /\.d\.c?ts$/.test(file) && !files.includes(file.replace(/^dist(.*)\.d\.c?ts$/, "src$1.ts")),
    );
    expect(withoutSource).toEqual([]);
  });

  it("has less than 380 kB packed; installed, less than 1,700 kB of code and 100 kB of documentation", () => {
    expect(statSync(tarballIn(folder)).size).toBeLessThan(380_000);
    const documentation = filesIn(installed).filter((file) => /^docs\/|\.md$/.test(file));
    const code = filesIn(installed).filter((file) => !documentation.includes(file));
    const size = (files: string[]) => files.reduce((sum, file) => sum + statSync(join(installed, file)).size, 0);
    expect(size(code)).toBeLessThan(1_700_000);
    expect(size(documentation)).toBeLessThan(100_000);
  });

  it("contains the sources of its source maps", () => {
    expect(sourcesMissing(installed)).toEqual([]);
  });

  // Without the workers' script, which is minified, as is the same script in the other files.
  it.each(filesIn(installed).filter((file) => /\.c?js$/.test(file) && file !== "dist/threads/worker.js"))(
    "has a source map from each function of %s to its source",
    (file) => {
      const code = readFileSync(join(installed, file), "utf8").trimEnd().split("\n");
      const map = new SourceMap(JSON.parse(readFileSync(join(installed, `${file}.map`), "utf8")));
      const declarations = [...code.entries()].filter(([, text]) => text.startsWith("function "));
      expect(declarations.length).toBeGreaterThan(0);
      for (const [line, declaration] of declarations) {
        const { originalSource, originalLine } = map.findEntry(line, "function ".length) as SourceMapping;
        const source = readFileSync(join(installed, dirname(file), originalSource), "utf8").split("\n");
        // The bundler appends a number to functions of the same name.
        const [, name] = /^function (\w+)/.exec(declaration) ?? [];
        expect(source[originalLine], declaration).toMatch(new RegExp(`^(export )?function ${name}\\b`));
      }
      expect(code.at(-1)).toBe(`//# sourceMappingURL=${basename(file)}.map`);
    },
  );
});

describe("the suite notices", () => {
  it("an entry point whose file is missing", () => {
    const broken = copyToBreak(folder);
    rmSync(join(packageIn(broken), "dist/relaxed.js"));
    expect(() => publint(broken)).toThrow(/dist\/relaxed\.js/);
  });

  it("an entry point that declares the types of import for require", () => {
    const broken = copyToBreak(folder);
    const file = join(packageIn(broken), "package.json");
    writeFileSync(file, readFileSync(file, "utf8").replace("./dist/relaxed.d.cts", "./dist/relaxed.d.ts"));
    execFileSync("npm", ["pack", "--ignore-scripts", packageIn(broken)], { cwd: broken, stdio: "pipe" });
    expect(() => attw(tarballIn(broken))).toThrow(/FalseESM/);
  });

  it("a missing source", () => {
    const broken = packageIn(copyToBreak(folder));
    rmSync(join(broken, "src/core/backend.ts"));
    expect(sourcesMissing(broken)).toContain("dist/workerd/index.js.map: ../../src/core/backend.ts");
  });

  it("a public symbol without a docstring", () => {
    const folder = mkdtempSync(join(tmpdir(), "undocumented-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "index.ts"), "export function undocumented(): void {}");
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ files: ["index.ts"] }));
    const changes = { entryPoints: ["index.ts"], tsconfig: "tsconfig.json", plugin: [] };
    writeFileSync(
      join(folder, "typedoc.config.mjs"),
      `import options from ${JSON.stringify(REFERENCE)};
       export default { ...options, ...${JSON.stringify(changes)} };`,
    );
    expect(() => typedoc(folder)).toThrow(/undocumented.*does not have any documentation/);
  });
});
