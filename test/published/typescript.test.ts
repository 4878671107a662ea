/** The types of the package, as compilers read them in programs of its users. */
import { execFileSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { installPackage } from "../package/installed.js";

const ROOT = join(import.meta.dirname, "../..");
const folder = installPackage();
for (const program of ["user", "page", "disposing"]) {
  for (const form of ["mts", "cts"]) {
    copyFileSync(join(import.meta.dirname, "types", `${program}.ts`), join(folder, `${program}.${form}`));
  }
}

const COMPILERS = {
  "5.0": "installs/checkers/node_modules/typescript50",
  "5.4": "installs/checkers/node_modules/typescript54",
  "5.9": "installs/checkers/node_modules/typescript59",
  "7": "node_modules/typescript",
} as const;
type Version = keyof typeof COMPILERS;
const versions = Object.keys(COMPILERS) as Version[];

/** By module resolution, the setting of `module` that goes with it. */
const MODULES = { node16: "node16", nodenext: "nodenext", bundler: "esnext", node10: "commonjs" } as const;
type Resolution = keyof typeof MODULES;

/** Throws what the compiler finds in the files; nothing is left unchecked, and every type comes from `lib`. */
function compile(version: Version, resolution: Resolution, lib: readonly string[], files: readonly string[]): void {
  const compilerOptions = {
    module: MODULES[resolution],
    moduleResolution: resolution,
    ...{ lib, types: [], strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true },
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  try {
    execFileSync(process.execPath, [join(ROOT, COMPILERS[version], "bin/tsc"), "--project", folder], { stdio: "pipe" });
  } catch (error) {
    throw new Error(String((error as { stdout: Buffer }).stdout));
  }
}

const resolutions = versions.flatMap((version) =>
  (Object.keys(MODULES) as Resolution[])
    // TypeScript 7 has no node10 any more.
    .filter((resolution) => version !== "7" || resolution !== "node10")
    .map((resolution) => ({ version, resolution })),
);

describe("TypeScript", () => {
  it.each(resolutions)("$version under $resolution takes every entry point, without the DOM's types", (setting) => {
    const files = setting.resolution === "node10" ? ["user.cts"] : ["user.mts", "user.cts"];
    expect(() => compile(setting.version, setting.resolution, ["es2022"], files)).not.toThrow();
  });

  it.each(["5.9", "7"] as const)("%s knows new arrays as memory of their own, and others as what out is", (version) => {
    expect(() => compile(version, "nodenext", ["es2022", "dom"], ["page.mts", "page.cts"])).not.toThrow();
  });

  it.each(["5.4", "5.9", "7"] as const)("%s closes a pool at the end of its block, whatever lib knows", (version) => {
    const files = ["disposing.mts", "disposing.cts"];
    for (const lib of [["es2022"], ["es2022", "esnext.disposable"]]) {
      expect(() => compile(version, "nodenext", lib, files)).not.toThrow();
    }
  });

  it("that finds an error makes the suite fail", () => {
    writeFileSync(join(folder, "wrong.mts"), 'import { elu } from "elu-simd"; elu("x");');
    expect(() => compile("7", "nodenext", ["es2022"], ["wrong.mts"])).toThrow(/wrong\.mts\(1,\d+\): error TS2345/);
  });
});
