/** The types of `registerElu(tf)` with the types of TensorFlow.js 4, from the oldest version to the newest. */
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { installPackage } from "../package/installed.js";
import { compileIn, settings } from "./compilers.js";

const ROOT = join(import.meta.dirname, "../..");
const INSTALLS = join(ROOT, "installs/tensorflow");
const installed = installPackage();

/** The folders of the core and the layers of each version, in `INSTALLS`. */
const VERSIONS = { "4.0": "4.0/node_modules", "4.10": "4.10/node_modules", "4.22": "node_modules" } as const;

/** The exports of `@tensorflow/tfjs` from the core and the layers, which have all types that the package uses. */
const TFJS = `
  import "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops";
  export * from "@tensorflow/tfjs-core";
  export * from "@tensorflow/tfjs-layers";`;

/** Creates a user's folder with the package and this version of TensorFlow.js. */
function folderWith(version: keyof typeof VERSIONS): string {
  const folder = join(installed, version);
  const packages = join(folder, "node_modules/@tensorflow");
  mkdirSync(join(packages, "tfjs"), { recursive: true });
  writeFileSync(join(packages, "tfjs/package.json"), JSON.stringify({ name: "@tensorflow/tfjs", types: "index.d.ts" }));
  writeFileSync(join(packages, "tfjs/index.d.ts"), TFJS);
  for (const name of ["tfjs-core", "tfjs-layers"]) {
    symlinkSync(join(INSTALLS, VERSIONS[version], "@tensorflow", name), join(packages, name), "junction");
  }
  for (const form of ["mts", "cts"]) copyFileSync(join(ROOT, "test/tfjs/user.ts"), join(folder, `user.${form}`));
  return folder;
}

const newest = "4.22";
const options = { target: "es2022", lib: ["es2022", "dom"], skipLibCheck: true };

describe.each(Object.keys(VERSIONS) as (keyof typeof VERSIONS)[])("TensorFlow.js %s", (tensorflow) => {
  const folder = folderWith(tensorflow);

  // How a compiler resolves modules does not depend on the version of TensorFlow.js; node16 resolves as nodenext does.
  const resolutions = tensorflow === newest ? ["nodenext", "bundler", "node10"] : ["nodenext"];
  it.each(settings.filter(({ resolution }) => resolutions.includes(resolution)))(
    "can be registered and keeps its types in TypeScript $version under $resolution, strict or not",
    ({ version, resolution }) => {
      const files = resolution === "node10" ? ["user.cts"] : ["user.mts", "user.cts"];
      for (const strict of [true, false]) {
        expect(() => compileIn(folder, version, resolution, files, { ...options, strict })).not.toThrow();
      }
    },
  );
});
