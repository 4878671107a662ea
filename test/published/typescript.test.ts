/** The package's types in users' programs, compiled by each version of TypeScript. */
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { installPackage } from "../package/installed.js";
import { compileIn, type Resolution, settings, type Version } from "./compilers.js";

const folder = installPackage();
for (const program of ["user", "page", "disposing"]) {
  for (const form of ["mts", "cts"]) {
    copyFileSync(join(import.meta.dirname, "types", `${program}.ts`), join(folder, `${program}.${form}`));
  }
}

/** Compiles with all checks, and only with the types of `lib`. */
const compile = (version: Version, resolution: Resolution, lib: readonly string[], files: readonly string[]): void =>
  compileIn(folder, version, resolution, files, { lib, exactOptionalPropertyTypes: true, skipLibCheck: false });

describe("TypeScript", () => {
  it.each(settings)("$version under $resolution accepts every entry point, without the DOM's types", (setting) => {
    const files = setting.resolution === "node10" ? ["user.cts"] : ["user.mts", "user.cts"];
    expect(() => compile(setting.version, setting.resolution, ["es2022"], files)).not.toThrow();
  });

  it.each(["5.9", "7"] as const)("%s types new arrays as unshared memory, and other results like out", (version) => {
    expect(() => compile(version, "nodenext", ["es2022", "dom"], ["page.mts", "page.cts"])).not.toThrow();
  });

  it.each(["5.4", "5.9", "7"] as const)("%s accepts await using of a pool, with any lib", (version) => {
    const files = ["disposing.mts", "disposing.cts"];
    for (const lib of [["es2022"], ["es2022", "esnext.disposable"]]) {
      expect(() => compile(version, "nodenext", lib, files)).not.toThrow();
    }
  });

  it("errors make the suite fail", () => {
    writeFileSync(join(folder, "wrong.mts"), 'import { elu } from "elu-simd"; elu("x");');
    expect(() => compile("7", "nodenext", ["es2022"], ["wrong.mts"])).toThrow(/wrong\.mts\(1,\d+\): error TS2345/);
  });
});
