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

/** Files that are no modules: what a TypeScript program gets for them differs from host to host (docs/setup.md). */
const NO_MODULES = ["elu.wasm", "elu-relaxed.wasm", "elu-exact.wasm", "threads/worker.js"];

/** Runs a program of installs/checkers; throws what it prints where it finds anything. */
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
const attw = (tarball: string) => run("attw", tarball, "--exclude-entrypoints", ...NO_MODULES);
const typedoc = (options: string) => run("typedoc", "--options", options, "--emit", "none");

/** What `npm pack` left in the folder. */
function tarballIn(folder: string): string {
  return join(folder, readdirSync(folder).filter((file) => file.endsWith(".tgz"))[0]);
}

/** All files below a folder, by their paths in it. */
function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
}

/** The sources that the source maps of the package name and that are not in it. */
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
  it("is what publint asks for", () => {
    expect(() => publint(folder)).not.toThrow();
  });

  it("has types that arethetypeswrong finds right for every module", () => {
    expect(() => attw(tarballIn(folder))).not.toThrow();
  });

  it("has a docstring for every public symbol, and links that lead somewhere", () => {
    expect(() => typedoc(REFERENCE)).not.toThrow();
  });

  it("holds bundles, modules, types, maps, sources, documentation, and nothing else", () => {
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
    const untold = files.filter(
      (file) => /\.d\.c?ts$/.test(file) && !files.includes(file.replace(/^dist(.*)\.d\.c?ts$/, "src$1.ts")),
    );
    expect(untold).toEqual([]);
  });

  it("takes less than 380 kilobytes packed, and installed 1,700 and 100 of documentation", () => {
    expect(statSync(tarballIn(folder)).size).toBeLessThan(380_000);
    const documentation = filesIn(installed).filter((file) => /^docs\/|\.md$/.test(file));
    const code = filesIn(installed).filter((file) => !documentation.includes(file));
    const size = (files: string[]) => files.reduce((sum, file) => sum + statSync(join(installed, file)).size, 0);
    expect(size(code)).toBeLessThan(1_700_000);
    expect(size(documentation)).toBeLessThan(100_000);
  });

  it("has source maps whose sources are there", () => {
    expect(sourcesMissing(installed)).toEqual([]);
  });

  // The script of the workers is minified, as the string in the others is.
  it.each(filesIn(installed).filter((file) => /\.c?js$/.test(file) && file !== "dist/threads/worker.js"))(
    "has a source map that leads from each function of %s to its source",
    (file) => {
      const code = readFileSync(join(installed, file), "utf8").trimEnd().split("\n");
      const map = new SourceMap(JSON.parse(readFileSync(join(installed, `${file}.map`), "utf8")));
      const declarations = [...code.entries()].filter(([, text]) => text.startsWith("function "));
      expect(declarations.length).toBeGreaterThan(0);
      for (const [line, declaration] of declarations) {
        const { originalSource, originalLine } = map.findEntry(line, "function ".length) as SourceMapping;
        const source = readFileSync(join(installed, dirname(file), originalSource), "utf8").split("\n");
        // The bundler tells functions of one name apart by a number.
        const [, name] = /^function (\w+)/.exec(declaration) ?? [];
        expect(source[originalLine], declaration).toMatch(new RegExp(`^(export )?function ${name}\\b`));
      }
      expect(code.at(-1)).toBe(`//# sourceMappingURL=${basename(file)}.map`);
    },
  );
});

describe("the suite notices", () => {
  it("an entry point without its file", () => {
    const broken = copyToBreak(folder);
    rmSync(join(packageIn(broken), "dist/relaxed.js"));
    expect(() => publint(broken)).toThrow(/dist\/relaxed\.js/);
  });

  it("an entry point whose declarations for require are those for import", () => {
    const broken = copyToBreak(folder);
    const file = join(packageIn(broken), "package.json");
    writeFileSync(file, readFileSync(file, "utf8").replace("./dist/relaxed.d.cts", "./dist/relaxed.d.ts"));
    execFileSync("npm", ["pack", "--ignore-scripts", packageIn(broken)], { cwd: broken, stdio: "pipe" });
    expect(() => attw(tarballIn(broken))).toThrow(/FalseESM/);
  });

  it("a source that is not there", () => {
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
