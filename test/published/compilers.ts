/** The TypeScript compilers of users, and how each resolves modules. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../..");

const COMPILERS = {
  "5.0": "installs/checkers/node_modules/typescript50",
  "5.4": "installs/checkers/node_modules/typescript54",
  "5.9": "installs/checkers/node_modules/typescript59",
  "7": "node_modules/typescript",
} as const;
export type Version = keyof typeof COMPILERS;

/** For each module resolution, the setting of `module` that it needs. */
const MODULES = { node16: "node16", nodenext: "nodenext", bundler: "esnext", node10: "commonjs" } as const;
export type Resolution = keyof typeof MODULES;

/** Every compiler with every module resolution that it supports. */
export const settings = (Object.keys(COMPILERS) as Version[]).flatMap((version) =>
  (Object.keys(MODULES) as Resolution[])
    // TypeScript 7 no longer has node10.
    .filter((resolution) => version !== "7" || resolution !== "node10")
    .map((resolution) => ({ version, resolution })),
);

/** Compiles files of the folder. Throws the compiler's errors. */
export function compileIn(
  folder: string,
  version: Version,
  resolution: Resolution,
  files: readonly string[],
  options: Readonly<Record<string, unknown>>,
): void {
  const compilerOptions = {
    module: MODULES[resolution],
    moduleResolution: resolution,
    ...{ types: [], strict: true, noEmit: true, ...options },
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  try {
    execFileSync(process.execPath, [join(ROOT, COMPILERS[version], "bin/tsc"), "--project", folder], { stdio: "pipe" });
  } catch (error) {
    throw new Error(String((error as { stdout: Buffer }).stdout));
  }
}
